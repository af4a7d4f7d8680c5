package notyet.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.ComposeScene
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.window.FrameWindowScope
import kotlinx.coroutines.delay
import java.io.File
import java.nio.file.Files
import java.nio.file.StandardCopyOption

/**
 * Writes what a person could see and reach in this window into [file] whenever it changes: one line for each element that a
 * screen reader would stop at, as tab-separated fields `left top right bottom flags text`, in pixels of the window, in reading
 * order. Flags: `b` can be tapped, `e` can be typed into, `s` selected, `f` focused. With it, a driver of real pointer and key
 * events finds its targets by what they say, as a person does.
 */
@Composable
fun FrameWindowScope.LookOut(file: File) {
    LaunchedEffect(file) {
        val scene = window.javaClass.getMethod("getScene\$ui").invoke(window) as ComposeScene
        var last: String? = null
        while (true) {
            val seen = see(scene)
            if (seen != last) {
                publish(file, seen)
                last = seen
            }
            delay(LOOK_EVERY_MS)
        }
    }
}

@OptIn(ExperimentalComposeUiApi::class)
private fun see(scene: ComposeScene): String = buildString {
    for (root in scene.roots.toList()) look(root.semanticsOwner.rootSemanticsNode)
}

private fun StringBuilder.look(node: SemanticsNode) {
    if (!node.layoutInfo.isPlaced) return
    val config = node.config
    val typed = listOfNotNull(config.getOrNull(SemanticsProperties.EditableText)?.text)
    val text = (node.words + typed).joinToString(" | ").replace(Regex("[\\t\\n\\r]"), " ")
    val flags = buildString {
        if (SemanticsActions.OnClick in config) append('b')
        if (SemanticsActions.SetText in config) append('e')
        if (config.getOrNull(SemanticsProperties.Selected) == true) append('s')
        if (config.getOrNull(SemanticsProperties.Focused) == true) append('f')
    }
    if (text.isNotEmpty() || flags.isNotEmpty()) {
        val at = node.boundsInWindow
        appendLine(listOf(at.left.toInt(), at.top.toInt(), at.right.toInt(), at.bottom.toInt(), flags, text).joinToString("\t"))
    }
    for (child in node.children) look(child)
}

/** A reader sees the whole of one look or of another, never half. */
private fun publish(file: File, seen: String) {
    val part = file.toPath().resolveSibling(file.name + ".part")
    Files.writeString(part, seen)
    Files.move(part, file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
}

private const val LOOK_EVERY_MS = 25L
