//! A school's server with a transport to it: in this process, behind a listener of this process, or in a process
//! of its own that can be killed. Hands out codes and enrolled devices.

use crate::device::Device;
use crate::env::SimEnv;
use crate::in_memory::InMemory;
use crate::school::{self, CLASS};
use notyet_model::ids::{DeviceId, UserId};
use notyet_server::Service;
use notyet_sync::{HttpTransport, PlainHttp, ServerAddress, Transport};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// How long a class's door is open, in milliseconds.
const DOOR_MS: i64 = 10 * 60_000;

/// A server over a folder that goes with it.
pub struct World {
    service: Arc<Service>,
    transport: Arc<dyn Transport>,
    env: Arc<SimEnv>,
    folder: TempDir,
    devices: AtomicU64,
    address: String,
    listener: Option<JoinHandle<()>>,
}

impl World {
    /// The school of [`school`], reached without a network.
    pub async fn in_memory() -> Self {
        Self::seeded(1).await
    }

    /// The same, with other chance.
    pub async fn seeded(seed: u64) -> Self {
        let (service, env, folder) = found(seed).await;
        let transport = Arc::new(InMemory::new(Arc::clone(&service)));
        Self {
            service,
            transport,
            env,
            folder,
            devices: AtomicU64::new(1),
            address: String::new(),
            listener: None,
        }
    }

    /// The school of [`school`], behind a listener on a free port.
    pub async fn http() -> Self {
        let (service, env, folder) = found(1).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
        let router = notyet_server::http::router(Arc::clone(&service), notyet_server::Proxies::default());
        let make = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
        let listener = tokio::spawn(async move {
            axum::serve(listener, make).await.expect("a listener on loopback listens");
        });
        let transport = http_transport(&address);
        let (devices, listener) = (AtomicU64::new(1), Some(listener));
        Self { service, transport, env, folder, devices, address, listener }
    }

    /// The way to the server.
    pub fn transport(&self) -> Arc<dyn Transport> {
        Arc::clone(&self.transport)
    }

    /// Where a server behind a listener is found; empty for one without a network.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// Lets time go by on the server's clock and on every device's.
    pub fn pass(&self, ms: i64) {
        self.env.pass(ms);
    }

    /// Shuts a device out.
    pub async fn revoke(&self, device: DeviceId) {
        self.service.revoke(device).await.expect("the device is enrolled");
    }

    /// How many devices the server knows, revoked or not.
    pub async fn devices(&self) -> usize {
        self.service.devices().await.expect("the server is well").len()
    }

    /// Shuts out all devices of a person, as when they were stolen.
    pub async fn revoke_all_of(&self, person: UserId) {
        for device in self.devices_of(person) {
            self.revoke(device).await;
        }
    }

    /// From the server's committed rows.
    fn devices_of(&self, person: UserId) -> Vec<DeviceId> {
        let rows = rusqlite::Connection::open_with_flags(
            self.folder.path().join("server/school.db"),
            rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
        )
        .expect("the server's database");
        let mut read = rows.prepare("SELECT id FROM device WHERE user = ?1").expect("its table of devices");
        let ids = read.query_map([person.to_string()], |row| row.get::<_, String>(0)).expect("its rows");
        ids.map(|id| id.expect("a text").parse().expect("the id of a device")).collect()
    }

    /// A one-time code for a member of staff.
    pub async fn staff_code(&self, person: UserId) -> String {
        let made = self.service.staff_code(&person.to_string()).await.expect("the server is well");
        made.expect("the person is staff").0.to_string()
    }

    /// A code for the class's door.
    pub async fn class_code(&self) -> String {
        self.service.class_code(&CLASS.to_string(), DOOR_MS).await.expect("the class is there").0.to_string()
    }

    /// A device of a member of staff, its engine not started.
    pub async fn staff(&self, person: UserId) -> Device {
        let code = self.staff_code(person).await;
        let enrolment = crate::device::enrol_by_staff_code(self.transport.as_ref(), &code).await;
        self.device(enrolment)
    }

    /// A device of a student, let in by a teacher whose device is this one; its engine not started.
    pub async fn student(&self, teacher: &Device, person: UserId) -> Device {
        let code = self.class_code().await;
        let enrolment = crate::device::enrol_by_class_code(self, teacher, &code, person).await;
        self.device(enrolment)
    }

    fn device(&self, enrolment: notyet_protocol::wire::Enrolment) -> Device {
        let number = self.devices.fetch_add(1, Ordering::SeqCst);
        let folder = self.folder.path().join(format!("device-{number}"));
        Device::new(self.transport(), enrolment, &folder, Arc::new(self.env.beside(1000 + number)))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.service.close();
        if let Some(listener) = &self.listener {
            listener.abort();
        }
    }
}

/// HTTP to an address of this machine.
pub fn http_transport(address: &str) -> Arc<dyn Transport> {
    let address = ServerAddress::parse(address, PlainHttp::LocalOnly).expect("a loopback address is taken");
    Arc::new(HttpTransport::new(address).expect("the TLS library starts"))
}

async fn found(seed: u64) -> (Arc<Service>, Arc<SimEnv>, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let env = Arc::new(SimEnv::new(seed));
    let server_env: Arc<dyn notyet_server::Env> = env.clone();
    let service =
        Service::open(&folder.path().join("server"), None, server_env).expect("a fresh folder opens");
    service.apply(school::plan(service.school())).await.expect("the plan is written");
    (service, env, folder)
}

/// Makes of every function named a test over each transport: `in_memory::…` with virtual time, `over_http::…`
/// with real time and a real listener. Each function takes a [`World`].
#[macro_export]
macro_rules! on_both {
    ($($test:ident)*) => {
        mod in_memory {
            $(#[tokio::test(start_paused = true)]
            async fn $test() {
                super::$test($crate::world::World::in_memory().await).await;
            })*
        }
        mod over_http {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::world::World::http().await).await;
            })*
        }
    };
}
