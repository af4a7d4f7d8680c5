//! The network between the tablet and the server, which can be cut: a relay of TCP connections. While it is cut,
//! what was open is closed and nothing new gets through, as in a basement classroom.

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::Result;

/// A relay to one server.
pub(super) struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    server: SocketAddr,
    cut: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// Starts relaying, from this port (0: a free one).
    pub(super) fn to(server: SocketAddr, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { server, cut: AtomicBool::new(false), open: Mutex::default() });
        let relay = shared.clone();
        // Ends with the program: a listener cannot be told to stop waiting.
        thread::spawn(move || {
            for arrived in listener.incoming().flatten() {
                relay.accept(arrived);
            }
        });
        Ok(Self { address, shared })
    }

    /// Where the tablet finds the server.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Cuts every connection, and lets no new one through.
    pub(super) fn cut(&self) {
        self.shared.cut.store(true, Ordering::SeqCst);
        for stream in self.shared.open().drain(..) {
            // Closed by the other side already: that is what was wanted.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// The network is back.
    pub(super) fn restore(&self) {
        self.shared.cut.store(false, Ordering::SeqCst);
    }
}

impl Shared {
    fn open(&self) -> std::sync::MutexGuard<'_, Vec<TcpStream>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Relays one connection; drops it where the network is cut or the server is not there.
    fn accept(&self, arrived: TcpStream) {
        if self.cut.load(Ordering::SeqCst) {
            return;
        }
        let Ok(server) = TcpStream::connect(self.server) else { return };
        let (Ok(from), Ok(to)) = (arrived.try_clone(), server.try_clone()) else { return };
        if let (Ok(a), Ok(b)) = (arrived.try_clone(), server.try_clone()) {
            self.open().extend([a, b]);
        }
        thread::spawn(move || copy(arrived, server));
        thread::spawn(move || copy(to, from));
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream) {
    // A connection that was cut ends here, as it should.
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
