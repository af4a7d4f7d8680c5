import CoreClient
import Foundation
import NotYetCore
import RealCore
import Testing

/// The real core through its one wrapper, without a server.
@Suite struct LiveCoreTests {
    @Test func aNewFolderIsNobodysYet() async throws {
        let device = try await Device()
        #expect(try await device.core.session().state == .notJoined)
        #expect(device.host.names == ["database-key"])
    }

    @Test func theDatabaseIsNotReadableWithoutItsKey() async throws {
        let device = try await Device()
        let files = try FileManager.default.subpathsOfDirectory(atPath: device.folder.path)
        let database = try #require(files.first { $0.hasSuffix(".db") || $0.hasSuffix(".sqlite") })
        let bytes = try Data(contentsOf: URL(fileURLWithPath: device.folder.path + "/" + database))
        #expect(!bytes.isEmpty && !bytes.starts(with: Data("SQLite format 3".utf8)))
    }

    @Test func anotherKeyIsRefusedAndNothingIsChanged() async throws {
        let device = try await Device()
        let other = MemoryHost(secrets: ["database-key": Data(repeating: 7, count: 32)])
        await #expect(throws: CoreError.WrongKey) { _ = try await device.copy(host: other) }
        #expect(try await device.copy().core.session().state == .notJoined)
    }

    @Test func aFolderThatIsOpenAlreadyIsBusy() async throws {
        let device = try await Device()
        await #expect(throws: CoreError.Busy) { _ = try await Device(folder: device.folder, host: device.host) }
    }

    @Test func everyTextOfAScreenIsThere() async throws {
        let words = try await Device().core.words
        #expect(words.texts.count > 50 && words.todayTitle == "Today")
        #expect(words.texts == fallbackWords(locale: "en").texts)
    }

    @Test func noTextOfTheAppsSpeaksOfFailing() async throws {
        let told = try await Device().core.words.texts.values.filter { $0.lowercased().contains("fail") }
        #expect(told == [])
    }

    @Test func anErrorIsASentence() async throws {
        let core = try await Device().core
        await #expect(throws: CoreError.Invalid(field: "code", rule: "empty")) {
            try await core.joinWithStaffCode(server: "http://127.0.0.1:9", code: " ")
        }
        #expect(
            core.sentence(for: CoreError.Offline) == "The server does not answer. Check the network and the address.")
    }

    @Test func aServerThatIsNotThereIsOffline() async throws {
        let core = try await Device().core
        // Port 9 discards; nothing listens there on a machine that runs tests.
        await #expect(throws: CoreError.Offline) {
            try await core.joinWithStaffCode(server: "http://127.0.0.1:9", code: "AAAA-AAAA")
        }
    }

    @Test func aTextWithAnArgumentIsTheCores() async throws {
        let said = try await Device().core.phrases.todayJoiningTyped(typed: "Amara O")
        #expect(plain(said) == "Typed: Amara O")
    }

    @Test func aStreamOfNoticesEndsWithItsReader() async throws {
        let core = try await Device().core
        let reading = Task {
            var heard = 0
            for await _ in core.notices([.session]) { heard += 1 }
            return heard
        }
        reading.cancel()
        #expect(await reading.value >= 0)
    }
}
