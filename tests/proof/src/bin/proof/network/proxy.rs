//! The network between a device and its server, over real sockets: a relay that does to every connection what the
//! weather says.

use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What happens to what a connection carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weather {
    /// It arrives.
    Fair,
    /// Connections break, and none comes about.
    Partition,
    /// Requests arrive, answers do not, and nobody is told.
    HalfOpen,
    /// Requests trickle, a few bytes at a time.
    Trickle,
    /// Each connection breaks after so many bytes of answers.
    CutAnswer(u64),
    /// Each connection breaks after so many bytes of requests.
    CutRequest(u64),
}

/// How a trickle goes: so many bytes each time this has passed.
const TRICKLE: (usize, Duration) = (16, Duration::from_millis(10));

/// A relay; ends with its value.
pub(super) struct Proxy {
    address: SocketAddr,
    weather: watch::Sender<Weather>,
    listening: JoinHandle<()>,
}

impl Proxy {
    /// A relay to this server, in fair weather.
    pub(super) async fn to(server: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (weather, seen) = watch::channel(Weather::Fair);
        let listening = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                // A connection that does not come about is what a bad network looks like from the device.
                tokio::spawn(relay(client, server, seen.clone()));
            }
        });
        Ok(Self { address, weather, listening })
    }

    /// Where a device finds it.
    pub(super) fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, for connections that are open too. Those do not outlive a change for the better: what they lost
    /// on the way is lost.
    pub(super) fn turns(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn relay(client: TcpStream, server: SocketAddr, mut seen: watch::Receiver<Weather>) {
    let begun_in = *seen.borrow_and_update();
    if begun_in == Weather::Partition {
        return;
    }
    let Ok(server) = TcpStream::connect(server).await else { return };
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    let (most_asked, most_answered) = match begun_in {
        Weather::CutRequest(most) => (most, u64::MAX),
        Weather::CutAnswer(most) => (u64::MAX, most),
        _ => (u64::MAX, u64::MAX),
    };
    let changed = async {
        // Also ends when the proxy does.
        let _ = seen.changed().await;
    };
    // Whichever ends first ends all: the halves are dropped, and with them both connections.
    tokio::select! {
        () = carry(from_client, to_server, most_asked, begun_in == Weather::Trickle, false) => {}
        () = carry(from_server, to_client, most_answered, false, begun_in == Weather::HalfOpen) => {}
        () = changed => {}
    }
}

/// Carries bytes one way until there are none, or so many have been carried.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, most: u64, trickles: bool, is_lost: bool) {
    let (mut buffer, mut left) = ([0; 16 * 1024], most);
    while left > 0 {
        let room = if trickles { TRICKLE.0 } else { buffer.len() };
        let Ok(count @ 1..) = from.read(&mut buffer[..room]).await else { break };
        let count = count.min(usize::try_from(left).unwrap_or(usize::MAX));
        left -= count as u64;
        if trickles {
            tokio::time::sleep(TRICKLE.1).await;
        }
        if !is_lost && to.write_all(&buffer[..count]).await.is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn echo() -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((each, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (from, to) = each.into_split();
                    carry(from, to, u64::MAX, false, false).await;
                });
            }
        });
        address
    }

    async fn comes_back(proxy: &Proxy, text: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(proxy.address).await.unwrap();
        // Who is cut off while writing reads what came before.
        let _ = stream.write_all(text).await;
        let _ = stream.shutdown().await;
        let mut back = vec![];
        let _ = stream.read_to_end(&mut back).await;
        back
    }

    #[tokio::test]
    async fn each_weather_does_what_it_says() {
        let proxy = Proxy::to(echo().await).await.unwrap();
        let mut open = TcpStream::connect(proxy.address).await.unwrap();
        open.write_all(b"a").await.unwrap();
        let mut byte = [0];
        open.read_exact(&mut byte).await.unwrap();
        proxy.turns(Weather::Partition);
        assert!(open.read_exact(&mut byte).await.is_err(), "what was open is broken");
        assert_eq!(comes_back(&proxy, b"hello").await, b"");
        proxy.turns(Weather::CutRequest(3));
        assert!(comes_back(&proxy, b"hello").await.len() <= 3);
        proxy.turns(Weather::CutAnswer(2));
        assert!(comes_back(&proxy, b"hello").await.len() <= 2);
        proxy.turns(Weather::HalfOpen);
        assert_eq!(comes_back(&proxy, b"hello").await, b"");
        proxy.turns(Weather::Fair);
        let mut again = TcpStream::connect(proxy.address).await.unwrap();
        again.write_all(b"b").await.unwrap();
        again.read_exact(&mut byte).await.unwrap();
        assert_eq!(&byte, b"b");
    }
}
