package notyet.ui.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import notyet.core.BannerKind
import notyet.core.NextStep
import notyet.core.OutcomeRow
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.actionClose
import notyet.core.actionRedo
import notyet.core.actionUndo
import notyet.core.photoComing
import notyet.core.photoUnreadable
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.parts.Banner
import notyet.ui.parts.Card
import notyet.ui.parts.CardHead
import notyet.ui.parts.Photo
import notyet.ui.parts.PhotoRef
import notyet.ui.parts.PhotoStrip
import notyet.ui.parts.Sheet
import notyet.ui.parts.SignState
import notyet.ui.parts.SignedRow
import notyet.ui.parts.UndoBar
import notyet.ui.theme.Look
import notyet.core.Banner as BannerData
import notyet.core.Sign as SignData
import notyet.core.UndoBar as UndoBarData

internal val SignData.state: SignState
    get() = SignState(level?.toInt(), mastery.toInt(), levels.toInt(), practiceOnly)

/** A long screen: one lazy column in the middle, never wider than a column of text may be. */
@Composable
internal fun LongColumn(
    modifier: Modifier = Modifier,
    state: LazyListState = rememberLazyListState(),
    space: Dp = Space.x12,
    foot: Dp = Space.x24,
    content: LazyListScope.() -> Unit,
) {
    Box(modifier.fillMaxSize(), contentAlignment = Alignment.TopCenter) {
        LazyColumn(
            Modifier.widthIn(max = Size.column).fillMaxSize(),
            state,
            contentPadding = PaddingValues(bottom = foot),
            verticalArrangement = Arrangement.spacedBy(space),
            content = content,
        )
    }
}

/** A short screen: as [LongColumn], all of it composed at once. */
@Composable
internal fun ShortColumn(modifier: Modifier = Modifier, content: @Composable () -> Unit) {
    Box(modifier.fillMaxSize(), contentAlignment = Alignment.TopCenter) {
        Column(
            Modifier.widthIn(max = Size.column).fillMaxWidth().verticalScroll(rememberScrollState()).padding(bottom = Space.x24),
            verticalArrangement = Arrangement.spacedBy(Space.x12),
        ) { content() }
    }
}

/** The ground of a screen that no other one stands around. */
internal val Modifier.onGround: Modifier
    @Composable @ReadOnlyComposable
    get() = fillMaxSize().background(Look.colours.surface)

/** No wider than a column of text may be. */
internal fun Modifier.column(): Modifier = widthIn(max = Size.column)

/** The sides of a screen. */
internal fun Modifier.sides(): Modifier = padding(horizontal = Space.x16)

@Composable
internal fun BannerOf(banner: BannerData, modifier: Modifier = Modifier, onAction: (BannerKind) -> Unit) {
    val icon = when (banner.kind) {
        BannerKind.NOT_SENT -> Icons.cloudOff
        BannerKind.JOINING -> Icons.backHand
        BannerKind.SIGNED_OUT -> Icons.lock
        BannerKind.REFUSED, BannerKind.SET_ASIDE -> Icons.syncProblem
        BannerKind.FETCHING -> Icons.cloudDownload
    }
    Banner(icon, banner.text, modifier.sides(), banner.action) { onAction(banner.kind) }
}

@Composable
internal fun NextStepCard(step: NextStep, onTap: (() -> Unit)? = null) {
    Card(Modifier.sides(), onTap) {
        CardHead(step.caption)
        Text(step.text, color = Look.colours.ink, style = Look.type.body)
    }
}

@Composable
internal fun OutcomeRowOf(row: OutcomeRow, modifier: Modifier = Modifier, onTap: () -> Unit) {
    SignedRow(row.iCan, row.level, row.sign.state, modifier, spoken = row.spoken, onTap = onTap)
}

/** Photos as a strip; a tap opens one large in a sheet over [Photos]' own box. */
@Composable
internal fun Photos(tiles: List<PhotoTile>, onOpen: (PhotoTile) -> Unit, modifier: Modifier = Modifier) {
    val byId = tiles.associateBy { it.attachment }
    PhotoStrip(tiles.map { ref(it) }, modifier) { photo -> byId[photo.id]?.let(onOpen) }
}

/** The photo that is open, over the whole screen; null closes it. [below] is what can be done with it. */
@Composable
internal fun OpenPhoto(tile: PhotoTile?, below: @Composable (PhotoTile) -> Unit = {}, onClose: () -> Unit) {
    // While it fades away it still shows what it showed.
    var last by remember { mutableStateOf(tile) }
    if (tile != null) last = tile
    val shown = last ?: return
    Sheet(tile != null, shown.day, LocalWords.current.actionClose, onClose) {
        if (shown.state != PhotoState.READY) Text(caption(shown), color = Look.colours.ink2, style = Look.type.body)
        Photo(ref(shown), Modifier.fillMaxWidth())
        below(shown)
    }
}

/** What was saved or taken back last, and the way back and forth. */
@Composable
internal fun HistoryBar(bar: UndoBarData, onUndo: () -> Unit, onRedo: () -> Unit, modifier: Modifier = Modifier) {
    val words = LocalWords.current
    val redo = words.actionRedo.takeIf { bar.canRedo }
    UndoBar(bar.text, words.actionUndo.takeIf { bar.canUndo }, onUndo, modifier, redo = redo, onRedo = onRedo)
}

/** What the student saved last, and the way back; or what to do where that did not go through. */
@Composable
internal fun OwnUndo(undo: UndoBarData?, onUndo: () -> Unit, problem: String? = null, modifier: Modifier = Modifier) {
    if (problem != null) {
        Banner(Icons.syncProblem, problem, modifier)
    } else if (undo != null) {
        UndoBar(undo.text, LocalWords.current.actionUndo, onUndo, modifier)
    }
}

@Composable
private fun ref(tile: PhotoTile): PhotoRef {
    val ready = tile.state == PhotoState.READY
    return PhotoRef(tile.attachment, if (ready) tile.day else caption(tile), tile.spoken, ready)
}

@Composable
private fun caption(tile: PhotoTile): String = when (tile.state) {
    PhotoState.READY -> tile.day
    PhotoState.COMING -> LocalWords.current.photoComing
    PhotoState.UNREADABLE -> LocalWords.current.photoUnreadable
}
