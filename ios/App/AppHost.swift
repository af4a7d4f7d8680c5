// What the core asks of this device: secrets in the Keychain and a log. Called from the core's threads.
import Foundation
import NotYetCore
import Security
import os

final class AppHost: NotYetCore.Host {
    private let logger = Logger(subsystem: "app.notyet", category: "core")
    private let service = "app.notyet.core"

    func secret(name: String) throws -> Data? {
        var query = item(name)
        query[kSecReturnData as String] = true
        var found: CFTypeRef?
        switch SecItemCopyMatching(query as CFDictionary, &found) {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        case let status: throw unavailable(status)
        }
    }

    func setSecret(name: String, value: Data) throws {
        // Never in a backup and never on another device; there after the first unlock, so that held work can be sent.
        let secret: [String: Any] = [
            kSecValueData as String: value,
            kSecAttrAccessible as String: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        var status = SecItemUpdate(item(name) as CFDictionary, secret as CFDictionary)
        if status == errSecItemNotFound {
            status = SecItemAdd(item(name).merging(secret) { $1 } as CFDictionary, nil)
        }
        guard status == errSecSuccess else { throw unavailable(status) }
    }

    func log(level: LogLevel, line: String) {
        switch level {
        case .error: logger.error("\(line, privacy: .public)")
        case .warning: logger.warning("\(line, privacy: .public)")
        case .info: logger.info("\(line, privacy: .public)")
        }
    }

    private func item(_ name: String) -> [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword, kSecAttrService as String: service,
            kSecAttrAccount as String: name, kSecUseDataProtectionKeychain as String: true,
        ]
    }
    private func unavailable(_ status: OSStatus) -> HostError { .Unavailable(detail: "Keychain status \(status)") }
}
