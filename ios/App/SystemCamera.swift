// The system's camera and photo library. Hands over JPEG in memory: nothing reaches the disk or the library from here,
// and one picker needs no permission for the library at all.
import NotYetKit
import PhotosUI
import UIKit
import UniformTypeIdentifiers

@MainActor
final class SystemCamera: Camera {
    /// Alive while its picker is on screen.
    private var picking: (any NSObjectProtocol)?

    var canTake: Bool { UIImagePickerController.isSourceTypeAvailable(.camera) }

    func takePhoto() async -> Data? {
        guard canTake else { return nil }
        return await withCheckedContinuation { waiting in
            let shot = Shot { [weak self] image in
                self?.picking = nil
                waiting.resume(returning: image?.jpegData(compressionQuality: 0.9))
            }
            let picker = UIImagePickerController()
            (picker.sourceType, picker.delegate) = (.camera, shot)
            show(picker, shot, orElse: { shot.done(nil) })
        }
    }

    func choosePhoto() async -> Data? {
        await withCheckedContinuation { waiting in
            let choice = Choice { [weak self] data in
                self?.picking = nil
                waiting.resume(returning: data)
            }
            var configuration = PHPickerConfiguration()
            (configuration.filter, configuration.selectionLimit) = (.images, 1)
            let picker = PHPickerViewController(configuration: configuration)
            picker.delegate = choice
            // Swiping it away would tell nobody that nothing was chosen.
            picker.isModalInPresentation = true
            show(picker, choice, orElse: { choice.done(nil) })
        }
    }

    private func show(_ picker: UIViewController, _ delegate: any NSObjectProtocol, orElse refuse: () -> Void) {
        guard let top = UIViewController.inFront else { return refuse() }
        picking = delegate
        top.present(picker, animated: true)
    }
}

extension UIViewController {
    /// Whatever is in front, to present another one over it.
    @MainActor static var inFront: UIViewController? {
        let scene = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }.first
        var top = scene?.keyWindow?.rootViewController
        while let above = top?.presentedViewController { top = above }
        return top
    }
}

/// One picture from the camera.
@MainActor
private final class Shot: NSObject, UIImagePickerControllerDelegate, UINavigationControllerDelegate {
    let done: @MainActor (UIImage?) -> Void
    init(done: @escaping @MainActor (UIImage?) -> Void) { self.done = done }

    func imagePickerController(
        _ picker: UIImagePickerController, didFinishPickingMediaWithInfo info: [UIImagePickerController.InfoKey: Any]
    ) {
        picker.dismiss(animated: true)
        done(info[.originalImage] as? UIImage)
    }
    func imagePickerControllerDidCancel(_ picker: UIImagePickerController) {
        picker.dismiss(animated: true)
        done(nil)
    }
}

/// One picture from the library. What is no JPEG (HEIC, PNG) is turned into one in memory.
@MainActor
private final class Choice: NSObject, PHPickerViewControllerDelegate {
    let done: @MainActor (Data?) -> Void
    init(done: @escaping @MainActor (Data?) -> Void) { self.done = done }

    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
        picker.dismiss(animated: true)
        guard let provider = results.first?.itemProvider else { return done(nil) }
        _ = provider.loadDataRepresentation(for: .image) { [done] data, _ in
            let jpeg = data.flatMap {
                $0.starts(with: [0xFF, 0xD8]) ? $0 : UIImage(data: $0)?.jpegData(compressionQuality: 0.9)
            }
            Task { @MainActor in done(jpeg) }
        }
    }
}
