// Prints every level of a class and why it stands, as this app shows it to its teacher. Arguments: the device's folder,
// which nothing else has open; the PIN of its first person; the class's title.
import CoreClient
import Foundation
import NotYetCore
import RealCore

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    FileHandle.standardError.write(Data("usage: levels FOLDER PIN CLASS\n".utf8))
    exit(2)
}
let config = Config(folder: arguments[1], locale: "en", deviceName: "export", appVersion: "0.1.0", isTablet: true)
let profiles = try await LiveProfilesClient(config: config, host: KeyFiles(device: arguments[1]))
guard let first = try await profiles.picker().rows.first else {
    FileHandle.standardError.write(Data("nobody is listed on the device\n".utf8))
    exit(1)
}
let lines = try await levels(of: arguments[3], told: profiles.enter(first.id, pin: arguments[2]))
FileHandle.standardOutput.write(Data(lines.utf8))
await profiles.stop()
