// Where the data of this device's people lives: a folder of the app's own, out of every backup, readable only after the first unlock.
import Foundation
import NotYetCore
import UIKit

enum PeopleFolder {
    @MainActor
    static func config(locale: String) throws -> Config {
        Config(
            folder: try made().path, locale: locale, deviceName: UIDevice.current.name,
            appVersion: Bundle.main.infoDictionary?["CFBundleShortVersionString"] as? String ?? "0",
            isTablet: UIDevice.current.userInterfaceIdiom == .pad)
    }

    private static func made() throws -> URL {
        let files = FileManager.default
        let support = try files.url(
            for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        var folder = support.appendingPathComponent("people", isDirectory: true)
        // Not "complete": what was held is sent after the screen is locked. The database has its own key besides.
        try files.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication])
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try folder.setResourceValues(values)
        return folder
    }
}
