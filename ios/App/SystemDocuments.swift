// The system's picker of files, and its preview. The preview reads a file: there is one while it is on screen, under no name of
// its own, which the system seals while the device is locked; it is deleted when the preview is left, and at the next start.
import Foundation
import NotYetCore
import NotYetKit
import QuickLook
import UIKit
import UniformTypeIdentifiers

@MainActor
final class SystemDocuments: DocumentHost {
    /// Alive while a picker or a preview is on screen.
    private var picking: Pick?
    private var showing: Preview?

    init() { Preview.forget() }

    func choose() async -> Data? {
        guard let top = UIViewController.inFront else { return nil }
        let chosen: URL? = await withCheckedContinuation { waiting in
            let pick = Pick { waiting.resume(returning: $0) }
            let picker = UIDocumentPickerViewController(forOpeningContentTypes: [.pdf, .text])
            picker.delegate = pick
            // Swiping it away would tell nobody that nothing was chosen.
            picker.isModalInPresentation = true
            picking = pick
            top.present(picker, animated: true)
        }
        picking = nil
        guard let chosen else { return nil }
        return await Task.detached { Self.read(chosen) }.value
    }

    func show(_ document: OpenDocument) async -> Bool {
        guard let top = UIViewController.inFront, let preview = Preview(document) else { return false }
        preview.onLeft = { [weak self] in self?.showing = nil }
        showing = preview
        let controller = QLPreviewController()
        (controller.dataSource, controller.delegate) = (preview, preview)
        top.present(controller, animated: true)
        return true
    }

    nonisolated private static func read(_ file: URL) -> Data {
        let isScoped = file.startAccessingSecurityScopedResource()
        defer { if isScoped { file.stopAccessingSecurityScopedResource() } }
        guard let handle = try? FileHandle(forReadingFrom: file) else { return Data() }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: mostBytes)) ?? Data()
    }
}

/// One file from the picker.
@MainActor
private final class Pick: NSObject, UIDocumentPickerDelegate {
    let done: @MainActor (URL?) -> Void
    init(done: @escaping @MainActor (URL?) -> Void) { self.done = done }

    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) {
        done(urls.first)
    }
    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) { done(nil) }
}

/// One document in the system's preview.
@MainActor
private final class Preview: NSObject, QLPreviewControllerDataSource, QLPreviewControllerDelegate {
    var onLeft: @MainActor () -> Void = {}
    private let file: URL
    private static let folder = FileManager.default.temporaryDirectory.appending(path: "document")

    init?(_ document: OpenDocument) {
        Self.forget()
        file = Self.folder.appending(path: document.format == .pdf ? "document.pdf" : "document.txt")
        do {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try document.bytes.write(to: file, options: .completeFileProtection)
        } catch {
            return nil
        }
    }
    static func forget() { try? FileManager.default.removeItem(at: folder) }

    func numberOfPreviewItems(in controller: QLPreviewController) -> Int { 1 }
    func previewController(_ controller: QLPreviewController, previewItemAt index: Int) -> any QLPreviewItem {
        file as NSURL
    }
    func previewController(
        _ controller: QLPreviewController, editingModeFor previewItem: any QLPreviewItem
    ) -> QLPreviewItemEditingMode { .disabled }
    func previewControllerDidDismiss(_ controller: QLPreviewController) {
        Self.forget()
        onLeft()
    }
}
