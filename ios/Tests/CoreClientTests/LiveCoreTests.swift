import CoreClient
import Foundation
import NotYetCore
import RealCore
import Testing

/// The real core through its one wrapper, without a server.
@Suite struct LiveCoreTests {
    @Test func aNewFolderIsNobodysYet() async throws {
        let device = try await Device()
        #expect(try await device.profiles.picker().rows == [])
        #expect(try await device.profiles.place().session().state == .notJoined)
        #expect(try await device.profiles.picker().rows == [], "who has not agreed to a name is not listed")
    }

    @Test func theDatabaseIsNotReadableWithoutItsKey() async throws {
        let device = try await Device()
        _ = try await device.profiles.place()
        let files = try FileManager.default.subpathsOfDirectory(atPath: device.folder.path)
        let database = try #require(files.first { $0.hasSuffix(".db") })
        let bytes = try Data(contentsOf: URL(fileURLWithPath: device.folder.path + "/" + database))
        #expect(!bytes.isEmpty && !bytes.starts(with: Data("SQLite format 3".utf8)))
    }

    @Test func aListThatCannotBeReadIsRefusedAndNothingIsChanged() async throws {
        let device = try await Device()
        _ = try await device.profiles.place()
        let other = MemoryHost(secrets: ["profiles": Data("no list".utf8)])
        await #expect(throws: CoreError.Damaged) { _ = try await device.copy(host: other) }
        #expect(try await device.copy().profiles.place().session().state == .notJoined)
    }

    @Test func everyTextOfAScreenIsThere() async throws {
        let words = try await Device().profiles.words
        #expect(words.texts.count > 50 && words.todayTitle == "Today")
        #expect(words.texts == fallbackWords(locale: "en").texts)
    }

    @Test func noTextOfTheAppsSpeaksOfFailing() async throws {
        let told = try await Device().profiles.words.texts.values.filter { $0.lowercased().contains("fail") }
        #expect(told == [])
    }

    @Test func anErrorIsASentence() async throws {
        let core = try await Device().profiles.place()
        await #expect(throws: CoreError.Invalid(field: "code", rule: "empty")) {
            try await core.joinWithStaffCode(server: "http://127.0.0.1:9", code: " ")
        }
        #expect(
            core.sentence(for: CoreError.Offline) == "The server does not answer. Check the network and the address.")
    }

    @Test func aServerThatIsNotThereIsOffline() async throws {
        let core = try await Device().profiles.place()
        // Port 9 discards; nothing listens there on a machine that runs tests.
        await #expect(throws: CoreError.Offline) {
            try await core.joinWithStaffCode(server: "http://127.0.0.1:9", code: "AAAA-AAAA")
        }
    }

    @Test func aTextWithAnArgumentIsTheCores() async throws {
        let said = try await Device().profiles.place().phrases.todayNews(count: 2)
        #expect(plain(said) == "2 new")
    }

    @Test func aStreamOfNoticesEndsWithItsReader() async throws {
        let core = try await Device().profiles.place()
        let reading = Task {
            var heard = 0
            for await _ in core.notices([.session]) { heard += 1 }
            return heard
        }
        reading.cancel()
        #expect(await reading.value >= 0)
    }
}
