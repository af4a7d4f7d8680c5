package notyet.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.core.MarkupScreen
import notyet.core.PhotoEdit
import notyet.core.actionRedo
import notyet.core.actionUndo
import notyet.core.markupBlur
import notyet.core.markupCrop
import notyet.core.markupDone
import notyet.core.markupDraw
import notyet.core.markupTitle
import notyet.core.markupTurn
import notyet.ui.generated.Icons
import notyet.ui.generated.Space
import notyet.ui.parts.Back
import notyet.ui.parts.Banner
import notyet.ui.parts.Choice
import notyet.ui.parts.Header
import notyet.ui.parts.MarkupPicture
import notyet.ui.parts.PrimaryButton
import notyet.ui.parts.Tool
import notyet.ui.parts.WordButton
import notyet.ui.theme.Width

/** What fills Markup: the core's record, and its picture, decoded; null where the host could not. */
data class MarkupData(val screen: MarkupScreen, val picture: ImageBitmap?)

/** What can be done with a photo before it is saved. */
class MarkupActions(
    /** Changes it; kept at once. */
    val onEdit: (PhotoEdit) -> Unit = {},
    val onUndo: () -> Unit = {},
    val onRedo: () -> Unit = {},
    /** Puts the changed picture into the draft, and leads back there. */
    val onDone: () -> Unit = {},
    val onRetry: () -> Unit = {},
)

/** What is in the hand: a tool, and which pen of which width it would draw with. */
internal data class InHand(val tool: MarkupTool, val pen: Int, val nib: Int)

/** What a drag over the photo does. */
enum class MarkupTool { Crop, Draw, Blur }

/**
 * One photo of a draft, and what changes it. All that a drag does, buttons do as well.
 *
 * @param back the word of the screen that Markup stands over; going back there keeps the changes as Done does.
 * @param pending changes that the picture does not show yet.
 * @param problem what to do about the last change that was not kept.
 * @param first what is in the hand when it opens.
 */
@Composable
fun MarkupScreen(
    state: ScreenState<MarkupData>,
    back: String,
    actions: MarkupActions,
    modifier: Modifier = Modifier,
    pending: List<PhotoEdit> = emptyList(),
    problem: String? = null,
    first: MarkupTool = MarkupTool.Draw,
) {
    var tool by rememberSaveable { mutableStateOf(first) }
    var pen by rememberSaveable { mutableStateOf(0) }
    var nib by rememberSaveable { mutableStateOf(0) }
    OnState(state, actions.onRetry, modifier) { data ->
        val hand = InHand(tool, pen, nib)
        val take = { next: InHand ->
            tool = next.tool
            pen = next.pen
            nib = next.nib
        }
        BoxWithConstraints(Modifier.fillMaxSize()) {
            val picture = @Composable { each: Modifier -> Picture(data, hand, pending, actions, each) }
            val controls = @Composable { Controls(data.screen, hand, take, actions, problem) }
            val head = @Composable { Header(LocalWords.current.markupTitle, back = Back(back, actions.onDone)) }
            if (Width.of(maxWidth) != Width.Narrow && maxWidth > maxHeight) {
                Row(Modifier.fillMaxSize()) {
                    Box(Modifier.weight(1f).fillMaxHeight().padding(Space.x16), contentAlignment = Alignment.Center) { picture(Modifier) }
                    Column(Modifier.width(SIDE).fillMaxHeight().verticalScroll(rememberScrollState()).padding(bottom = Space.x24)) {
                        head()
                        controls()
                    }
                }
            } else {
                val room = maxHeight * PICTURES_SHARE
                ShortColumn {
                    head()
                    // A tall picture takes no more than its share, so that the tools are in sight.
                    Box(Modifier.sides().fillMaxWidth().heightIn(max = room), contentAlignment = Alignment.Center) { picture(Modifier) }
                    controls()
                }
            }
        }
    }
}

@Composable
private fun Picture(data: MarkupData, hand: InHand, pending: List<PhotoEdit>, actions: MarkupActions, modifier: Modifier) {
    val screen = data.screen
    val tool = when (hand.tool) {
        MarkupTool.Crop -> Tool.Crop
        MarkupTool.Draw -> Tool.Draw(screen.pens[hand.pen].colour, screen.nibs[hand.nib].width)
        MarkupTool.Blur -> Tool.Rub(screen.rubber)
    }
    val sides = screen.width.toInt() to screen.height.toInt()
    CompositionLocalProvider(LocalLayoutDirection provides LayoutDirection.Ltr) {
        MarkupPicture(data.picture, sides, screen.spoken, tool, pending, actions.onEdit, modifier)
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Controls(screen: MarkupScreen, hand: InHand, take: (InHand) -> Unit, actions: MarkupActions, problem: String?) {
    val words = LocalWords.current
    Column(Modifier.sides(), verticalArrangement = Arrangement.spacedBy(Space.x12)) {
        problem?.let { Banner(Icons.syncProblem, it) }
        val names = listOf(words.markupCrop, words.markupDraw, words.markupBlur)
        Choice(names, hand.tool.ordinal, { take(hand.copy(tool = MarkupTool.entries[it])) }, words.markupTitle)
        when (hand.tool) {
            MarkupTool.Crop -> CropTools(actions.onEdit)
            MarkupTool.Draw -> DrawTools(screen, hand, take, actions.onEdit)
            MarkupTool.Blur -> BlurTools(actions.onEdit)
        }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
            WordButton(words.markupTurn, { actions.onEdit(PhotoEdit.Turn) }, icon = Icons.rotateLeft)
            if (screen.canUndo) WordButton(words.actionUndo, actions.onUndo, icon = Icons.undo)
            if (screen.canRedo) WordButton(words.actionRedo, actions.onRedo, icon = Icons.redo)
        }
        PrimaryButton(words.markupDone, actions.onDone, Modifier.fillMaxWidth())
    }
}

/** How much of a window's height a picture takes that stands over its tools. */
private const val PICTURES_SHARE = 0.5f

/** As wide as what records in two panes. */
private val SIDE = 360.dp
