//! What a device shows to a server that no longer knows it: whose it is, signed by the school's key. It proves who
//! enrolled the device, never that it may still come in; a revoked one is refused by the server's ledger.

use crate::digest::to_hex;
use crate::mac::SchoolKey;
use hmac::{Hmac, KeyInit, Mac};
use notyet_model::authority::Role;
use notyet_model::ids::{DeviceId, SchoolId, UserId};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Tells a certificate's signature from every other that the same key makes.
const PURPOSE: &[u8] = b"certificate\0";

/// Whose a device is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The school.
    pub school: SchoolId,
    /// The person.
    pub user: UserId,
    /// What they are in the school.
    pub role: Role,
    /// Their whole name.
    pub name: String,
    /// The device.
    pub device: DeviceId,
    /// Its name, for its owner's list.
    pub device_name: String,
    /// When it was enrolled, UTC milliseconds.
    pub issued: i64,
    /// The device whose certificate it came in by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<DeviceId>,
}

/// A holder and the school's signature on it: the text that was signed, and HMAC-SHA256 over it in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    holder: String,
    mac: String,
}

impl Certificate {
    /// Signs for a device.
    pub fn sign(key: &SchoolKey, holder: &Holder) -> Self {
        let holder = serde_json::to_string(holder).expect("ids, a name and a number are JSON");
        let mac = to_hex(&mac_of(key, &holder));
        Self { holder, mac }
    }

    /// Who holds it; `None` where this key did not sign it.
    pub fn verify(&self, key: &SchoolKey) -> Option<Holder> {
        let signed: bool = to_hex(&mac_of(key, &self.holder)).as_bytes().ct_eq(self.mac.as_bytes()).into();
        if signed { serde_json::from_str(&self.holder).ok() } else { None }
    }
}

fn mac_of(key: &SchoolKey, text: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes keys of any length");
    mac.update(PURPOSE);
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder() -> Holder {
        Holder {
            school: SchoolId::from_bytes([1; 16]),
            user: UserId::from_bytes([2; 16]),
            role: Role::Student,
            name: "Amara Okafor".into(),
            device: DeviceId::from_bytes([3; 16]),
            device_name: "Amara's phone".into(),
            issued: 5,
            parent: None,
        }
    }

    #[test]
    fn only_what_the_schools_key_signed_is_believed() {
        let key = SchoolKey([7; 32]);
        let certificate = Certificate::sign(&key, &holder());
        assert_eq!(certificate.verify(&key), Some(holder()));
        assert_eq!(certificate.verify(&SchoolKey([8; 32])), None);
        let promoted = certificate.holder.replace("student", "administrator");
        assert_eq!(Certificate { holder: promoted, ..certificate }.verify(&key), None);
    }
}
