package notyet.ui.state

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import notyet.client.CoreClient
import notyet.client.DocumentClient
import notyet.client.Told
import notyet.client.VoiceClient
import notyet.client.WorkClient
import notyet.core.AddScreen
import notyet.core.CoreException
import notyet.core.DraftPlace
import notyet.core.SelfAssessScreen
import notyet.core.Topic
import notyet.core.WorkDraft
import notyet.core.WorkPlace
import notyet.ui.screens.DocumentActions
import notyet.ui.screens.ScreenState
import notyet.ui.screens.WorkActions
import notyet.ui.screens.WorkField
import notyet.ui.screens.WorkProblem

/**
 * Where photos, files and voice notes come from: bytes, or null when there are none, and the [microphone]; and where a photo is
 * [edit]ed, if anywhere.
 *
 * @property document null: files are not chosen here.
 */
class WorkSupply(
    val take: suspend () -> ByteArray?,
    val choose: suspend () -> ByteArray?,
    val microphone: Microphone,
    val document: (suspend () -> ByteArray?)? = null,
    val edit: ((place: WorkPlace, photo: String) -> Unit)? = null,
)

/** A student judges their work; [onBack] is also called once it is saved. */
fun selfAssessHolder(client: CoreClient, scope: CoroutineScope, place: WorkPlace, supply: WorkSupply, onBack: () -> Unit) = WorkHolder(
    client,
    client,
    scope,
    place,
    supply,
    WorkSource({
        client.selfAssess(place)
    }, SelfAssessScreen::draft, client, client),
    client.turning(),
    onBack,
)

/** A student adds work without judging it; the screen stays, empty again, once it is saved. */
fun addHolder(client: CoreClient, scope: CoroutineScope, supply: WorkSupply) = WorkHolder(
    client,
    client,
    scope,
    WorkPlace.Added,
    supply,
    WorkSource(client::addEvidence, AddScreen::draft, client, client),
    client.turning(),
    null,
)

/** The screen that work is made on, the draft that it holds, and who keeps its voice note and its documents, if anybody does. */
class WorkSource<T>(
    val ask: suspend () -> T,
    val draftOf: (T) -> WorkDraft,
    val voices: VoiceClient,
    val documents: DocumentClient? = null,
)

/** What a student can do on their own device once work is saved. */
class Turning(val takeBack: suspend () -> Unit, val leave: suspend () -> Unit)

private fun CoreClient.turning() = Turning(::takeBack, ::leaveWork)

/**
 * A student's work in the making. What is typed and tapped is kept by the core as it changes, so that it outlives this screen and the
 * app.
 *
 * @param turning null: what is saved stays, and goes when the device does.
 * @param onSaved leads on once the work is saved; null: the screen stays, with what the core's draft is then.
 */
@Stable
class WorkHolder<T>(
    private val client: WorkClient,
    private val told: Told,
    scope: CoroutineScope,
    private val place: WorkPlace,
    private val supply: WorkSupply,
    private val source: WorkSource<T>,
    private val turning: Turning? = null,
    private val onSaved: (() -> Unit)?,
) {
    private val turns = Turns(scope)

    /** Null until the core's was read. */
    var draft by mutableStateOf<WorkDraft?>(null)
        private set
    var problem by mutableStateOf<WorkProblem?>(null)
        private set
    var savingPhoto by mutableStateOf(false)
        private set

    // Not told of work: what is on screen is the person's own, and nobody else changes it. Last of all: it asks at once, and
    // the answer fills what stands above.
    private val screen = ScreenHolder(told, scope, setOf(Topic.PHOTOS, Topic.ROSTER), ::take, source.ask)

    val state: ScreenState<T> get() = screen.state

    private val at = DraftPlace.Work(place)

    val voice = VoiceHolder(source.voices, told, scope, supply.microphone, { at }, onChanged = screen::refresh)

    val actions = WorkActions(
        onBack = { onSaved?.invoke() },
        onDraft = ::change,
        onTakePhoto = { photo(supply.take) },
        onChoosePhoto = { photo(supply.choose) },
        onRemovePhoto = { gone -> attempt { client.removeDraftPhoto(place, gone) } },
        onEditPhoto = supply.edit?.let { edit -> { photo -> edit(place, photo) } },
        voice = voice.actions,
        documents = source.documents?.let(::documents),
        onSave = ::save,
        onUndo = { attempt(then = ::anew) { turning?.takeBack?.invoke() } },
        onRetry = screen::retry,
    )

    /** @param leaves whether the student turns to something else: then what was saved may be sent. */
    fun close(leaves: Boolean) {
        voice.close()
        screen.close()
        if (leaves && turning != null) turns.take { turning.leave() }
    }

    private fun take(data: T) {
        if (draft == null) draft = source.draftOf(data)
    }

    private fun anew() {
        screen.forget()
        draft = null
        screen.refresh()
    }

    private fun change(next: WorkDraft) {
        draft = next
        problem = null
        // Only the newest is worth keeping: typing is faster than a disk.
        turns.take(::failed) { if (draft == next) client.keepDraft(place, next) }
    }

    private fun photo(supply: suspend () -> ByteArray?) {
        if (savingPhoto) return
        savingPhoto = true
        attempt(done = { savingPhoto = false }) { supply()?.let { client.addDraftPhoto(place, it) } }
    }

    private fun documents(client: DocumentClient) = DocumentActions(
        onAdd = { attempt { supply.document?.invoke()?.let { client.addDocument(at, it) } } },
        onRemove = { gone -> attempt { client.removeDocument(at, gone) } },
    )

    private fun save() {
        val now = draft ?: return
        attempt(then = onSaved ?: ::anew) { client.saveWork(place, now) }
    }

    private fun attempt(done: () -> Unit = {}, then: () -> Unit = screen::refresh, work: suspend () -> Unit) {
        problem = null
        val over = { isDone: Boolean ->
            done()
            if (isDone) then()
        }
        turns.take(::failed, over, work)
    }

    private fun failed(fault: CoreException) {
        problem = told.problem(fault)
    }
}

/** What to do about a fault, and at which field. */
internal fun Told.problem(fault: CoreException): WorkProblem {
    val named = (fault as? CoreException.Invalid)?.field
    return WorkProblem(sentence(fault), WorkField.entries.firstOrNull { it.name.equals(named, ignoreCase = true) })
}
