//! The network between the tablet and the server, which can be cut and mended: a TCP relay. Cut means that
//! connections die in the middle of what they carry and that no new one gets through.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};

pub(super) struct Proxy {
    /// Where the tablet finds it.
    pub(super) port: u16,
    shared: Arc<Mutex<Wire>>,
    listening: Option<JoinHandle<()>>,
}

struct Wire {
    cut: bool,
    over: bool,
    open: Vec<TcpStream>,
}

impl Proxy {
    /// Listens on `port` (0: a free one) and relays to `target`. The port is free again when it is dropped.
    pub(super) fn start(port: u16, target: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
            format!("port {port}, which the tablet knows as the server's, is in use by another program")
        })?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Mutex::new(Wire { cut: false, over: false, open: vec![] }));
        let wire = shared.clone();
        let listening = thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if lock(&wire).over {
                    return;
                }
                // A connection that does not come about is what a bad network looks like from the tablet.
                let _ = relay(&wire, client, target);
            }
        });
        Ok(Self { port, shared, listening: Some(listening) })
    }

    /// From now on nothing gets through.
    pub(super) fn cut(&self) {
        let mut wire = lock(&self.shared);
        wire.cut = true;
        for end in wire.open.drain(..) {
            // It may have ended by itself.
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// From now on everything gets through again.
    pub(super) fn mend(&self) {
        lock(&self.shared).cut = false;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.cut();
        lock(&self.shared).over = true;
        // Wakes the thread that listens; without a connection it would never hear that it is over.
        let woken = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok();
        if let Some(listening) = self.listening.take().filter(|_| woken) {
            // A thread that panicked has ended, too.
            let _ = listening.join();
        }
    }
}

fn lock(wire: &Mutex<Wire>) -> MutexGuard<'_, Wire> {
    wire.lock().unwrap_or_else(PoisonError::into_inner)
}

fn relay(wire: &Arc<Mutex<Wire>>, client: TcpStream, target: u16) -> io::Result<()> {
    let mut wire = lock(wire);
    if wire.cut {
        return client.shutdown(Shutdown::Both);
    }
    let server = TcpStream::connect((Ipv4Addr::LOCALHOST, target))?;
    for (from, to) in [(&client, &server), (&server, &client)] {
        let (from, to) = (from.try_clone()?, to.try_clone()?);
        thread::spawn(move || pass_on(from, to));
    }
    wire.open.retain(|end| end.peer_addr().is_ok());
    wire.open.extend([client, server]);
    Ok(())
}

fn pass_on(mut from: TcpStream, mut to: TcpStream) {
    let mut buffer = [0; 16 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => {
                if to.write_all(&buffer[..count]).is_err() {
                    break;
                }
            }
        }
    }
    // The other end hears of the end, as it would without a relay.
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo() -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for mut each in listener.incoming().flatten() {
                thread::spawn(move || {
                    let mut byte = [0];
                    while each.read_exact(&mut byte).and_then(|()| each.write_all(&byte)).is_ok() {}
                });
            }
        });
        port
    }

    fn says_it_back(stream: &mut TcpStream) -> bool {
        let mut byte = [0];
        stream.write_all(&[7]).and_then(|()| stream.read_exact(&mut byte)).is_ok() && byte == [7]
    }

    #[test]
    fn a_cut_kills_what_is_open_and_lets_nothing_new_through_until_it_is_mended() {
        let proxy = Proxy::start(0, echo()).unwrap();
        let connect = || TcpStream::connect((Ipv4Addr::LOCALHOST, proxy.port)).unwrap();
        let mut before = connect();
        assert!(says_it_back(&mut before), "it relays");
        proxy.cut();
        assert!(!says_it_back(&mut before), "what was open is dead");
        assert!(!says_it_back(&mut connect()), "what is new does not get through");
        proxy.mend();
        assert!(says_it_back(&mut connect()), "and afterwards it relays again");
    }

    #[test]
    fn its_port_is_free_again_when_it_is_gone() {
        let target = echo();
        let port = Proxy::start(0, target).unwrap().port;
        assert_eq!(Proxy::start(port, target).unwrap().port, port);
    }
}
