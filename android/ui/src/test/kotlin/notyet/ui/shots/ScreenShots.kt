package notyet.ui.shots

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import notyet.core.FeedbackParts
import notyet.core.Hand
import notyet.core.PhotoEdit
import notyet.core.Purpose
import notyet.core.addTitle
import notyet.core.navAdd
import notyet.core.navClass
import notyet.core.navFeedback
import notyet.core.navHome
import notyet.core.navMe
import notyet.core.navMore
import notyet.core.navSync
import notyet.core.navToday
import notyet.ui.generated.Icons
import notyet.ui.parts.LocalPhotos
import notyet.ui.parts.NavFrame
import notyet.ui.parts.NavItem
import notyet.ui.parts.TwoPanes
import notyet.ui.samples.CaptureSamples
import notyet.ui.samples.SampleOpener
import notyet.ui.samples.SamplePhoto
import notyet.ui.samples.SampleScreens
import notyet.ui.samples.SampleVoices
import notyet.ui.samples.SampleWords
import notyet.ui.samples.Translation
import notyet.ui.screens.AddScreen
import notyet.ui.screens.Board
import notyet.ui.screens.CaptureActions
import notyet.ui.screens.CaptureData
import notyet.ui.screens.CaptureScreen
import notyet.ui.screens.ClassActions
import notyet.ui.screens.ClassData
import notyet.ui.screens.ClassScreen
import notyet.ui.screens.ConferenceActions
import notyet.ui.screens.ConferenceData
import notyet.ui.screens.ConferenceDraft
import notyet.ui.screens.ConferenceProblem
import notyet.ui.screens.ConferenceScreen
import notyet.ui.screens.DoorField
import notyet.ui.screens.DoorProblem
import notyet.ui.screens.EvidenceActions
import notyet.ui.screens.EvidenceScreen
import notyet.ui.screens.FeedbackActions
import notyet.ui.screens.FeedbackScreen
import notyet.ui.screens.ForgottenScreen
import notyet.ui.screens.HandedScreen
import notyet.ui.screens.HomeActions
import notyet.ui.screens.HomeScreen
import notyet.ui.screens.JoinActions
import notyet.ui.screens.JoinField
import notyet.ui.screens.JoinForm
import notyet.ui.screens.JoinProblem
import notyet.ui.screens.JoinScreen
import notyet.ui.screens.LocalDocuments
import notyet.ui.screens.LocalWords
import notyet.ui.screens.MarkupActions
import notyet.ui.screens.MarkupData
import notyet.ui.screens.MarkupScreen
import notyet.ui.screens.MarkupTool
import notyet.ui.screens.MeActions
import notyet.ui.screens.MeScreen
import notyet.ui.screens.NamingActions
import notyet.ui.screens.NamingForm
import notyet.ui.screens.NamingScreen
import notyet.ui.screens.NobodyPicked
import notyet.ui.screens.OutcomeActions
import notyet.ui.screens.OutcomeDraft
import notyet.ui.screens.OutcomeScreen
import notyet.ui.screens.PeopleActions
import notyet.ui.screens.PeopleScreen
import notyet.ui.screens.PinActions
import notyet.ui.screens.PinScreen
import notyet.ui.screens.ScreenState
import notyet.ui.screens.SelfAssessScreen
import notyet.ui.screens.SettingsActions
import notyet.ui.screens.SettingsScreen
import notyet.ui.screens.StudentActions
import notyet.ui.screens.StudentData
import notyet.ui.screens.StudentEvidenceActions
import notyet.ui.screens.StudentEvidenceData
import notyet.ui.screens.StudentEvidenceScreen
import notyet.ui.screens.StudentOutcomeActions
import notyet.ui.screens.StudentOutcomeScreen
import notyet.ui.screens.StudentScreen
import notyet.ui.screens.SyncActions
import notyet.ui.screens.SyncScreen
import notyet.ui.screens.TagActions
import notyet.ui.screens.TagData
import notyet.ui.screens.TagHand
import notyet.ui.screens.TagScreen
import notyet.ui.screens.ThreadActions
import notyet.ui.screens.ThreadDraft
import notyet.ui.screens.ThreadScreen
import notyet.ui.screens.TodayActions
import notyet.ui.screens.TodayData
import notyet.ui.screens.TodayScreen
import notyet.ui.screens.VoiceState
import notyet.ui.screens.WalkActions
import notyet.ui.screens.WalkScreen
import notyet.ui.screens.WorkActions
import notyet.ui.screens.WorkField
import notyet.ui.screens.WorkProblem
import notyet.ui.state.NoVoice
import notyet.ui.theme.Width
import notyet.core.MarkupScreen as MarkupRecord

/** One picture of one screen. [name] is the screen, a dash, and what is unusual about it. */
class Shot(val name: String, val device: Device, val reader: Reader, val content: @Composable () -> Unit)

/** Every screen in its usual state on phone and tablet, then with one thing changed at a time. */
object ScreenShots {
    /** @property below those of [changed] whose change stands further down than a window shows: they are drawn whole as well. */
    private class Screen(
        val name: String,
        val usual: @Composable () -> Unit,
        val changed: Map<String, @Composable () -> Unit>,
        val below: List<String> = emptyList(),
    )

    private val translations = listOf("es", "ar").associateWith(::Translation)

    /** In the language of the words around it. */
    @Composable
    private fun <T> inWords(data: T): T = translations[LocalWords.current.locale]?.of(data) ?: data

    @Composable
    private fun <T> ready(data: T) = ScreenState.Ready(inWords(data))

    private val offline = ScreenState.Failed("The server does not answer. Check the network and the address.")

    private val screens = listOf(
        SampleScreens.Join.let { s ->
            val form = JoinForm(server = s.first.serverUrl)
            val typed = form.copy(code = "7BXQ", name = "Amara Okafor")
            Screen(
                "join",
                { JoinScreen(ready(s.first), form, JoinActions()) },
                mapOf(
                    "typed" to { JoinScreen(ready(s.first), typed, JoinActions(), busy = true) },
                    "teacher" to { JoinScreen(ready(s.first), form.copy(teaching = true, code = "K7WD-22QX"), JoinActions()) },
                    "refused" to {
                        val sentence = "That code did not open the class. Check each letter with your teacher."
                        JoinScreen(ready(s.first), typed, JoinActions(), problem = JoinProblem(JoinField.Code, sentence))
                    },
                    "offline" to { JoinScreen(ready(s.first), typed, JoinActions(), problem = JoinProblem(null, offline.sentence)) },
                    "account" to {
                        JoinScreen(ready(s.first), form.copy(teaching = true), JoinActions(onBack = {}), account = true)
                    },
                    "declined" to { JoinScreen(ready(s.declined), typed, JoinActions()) },
                    "matching" to { JoinScreen(ready(s.matching), typed, JoinActions()) },
                    "failed" to
                        {
                            JoinScreen(
                                ScreenState.Failed("The key does not fit this data. Nothing was changed. Ask the office.", again = false),
                                form,
                                JoinActions(),
                            )
                        },
                ),
            )
        },
        SampleScreens.People.let { s ->
            Screen(
                "people",
                { PeopleScreen(s.usual, PeopleActions()) },
                mapOf(
                    "doors" to { PeopleScreen(s.doors, PeopleActions()) },
                    "ended" to
                        {
                            val ended = "No contact with the school for 180 days. Join again. What was not sent is kept."
                            PeopleScreen(s.usual, PeopleActions(), notice = ended)
                        },
                    "full" to { PeopleScreen(s.full, PeopleActions()) },
                    "long" to { PeopleScreen(s.long, PeopleActions()) },
                ),
            )
        },
        SampleScreens.People.let { s ->
            val other = DoorProblem(DoorField.Pin, "That is another PIN. Check each digit.")
            val over = DoorProblem(null, "No contact with the school for 120 days. Connect, then try again. Your work is kept.")
            Screen(
                "pin",
                { PinScreen(s.ortiz, "", PinActions()) },
                mapOf(
                    "typed" to { PinScreen(s.ortiz, "2580", PinActions(), busy = true) },
                    "wrong" to { PinScreen(s.ortiz, "", PinActions(), problem = other) },
                    "waits" to { PinScreen(s.waits, "", PinActions(), problem = other) },
                    "lease" to { PinScreen(s.ortiz, "", PinActions(), problem = over) },
                    "forgotten" to { ForgottenScreen(s.forgotten, {}, {}) },
                ),
            )
        },
        SampleScreens.Naming.let { s ->
            val form = NamingForm(name = "A. O.")
            val typed = form.copy(pin = "2580", again = "2508")
            Screen(
                "naming",
                { NamingScreen(s.usual, form, NamingActions()) },
                mapOf(
                    "no-pin" to { NamingScreen(s.phone, form, NamingActions()) },
                    "typed" to { NamingScreen(s.usual, typed, NamingActions(), busy = true) },
                    "differs" to {
                        val differs = DoorProblem(DoorField.Again, "The two PINs differ. Type the second one again.")
                        NamingScreen(s.usual, typed, NamingActions(), problem = differs)
                    },
                    "easy" to {
                        val easy = DoorProblem(DoorField.Pin, "That PIN is easy to guess. Choose another.")
                        NamingScreen(s.usual, typed, NamingActions(), problem = easy)
                    },
                    "taken" to {
                        val taken = DoorProblem(DoorField.Name, "Someone here has that name. Add a letter.")
                        NamingScreen(s.usual, typed, NamingActions(), problem = taken)
                    },
                ),
            )
        },
        SampleScreens.Me.let { s ->
            Screen(
                "me",
                { Teacher(3) { MeScreen(ready(s.usual), "More", MeActions()) } },
                mapOf(
                    "no-pin" to { Learner(4) { MeScreen(ready(s.noPin), "Me", MeActions()) } },
                    "pin" to { Teacher(3) { MeScreen(ready(s.usual), "More", MeActions(), pins = s.pins) } },
                    "new-pin" to { Teacher(3) { MeScreen(ready(s.usual), "More", MeActions(), newPin = true) } },
                    "sign-out" to { Teacher(3) { MeScreen(ready(s.usual), "More", MeActions(), question = s.sent) } },
                    "unsent" to { Teacher(3) { MeScreen(ready(s.usual), "More", MeActions(), question = s.unsent) } },
                    "leaving" to { Teacher(3) { MeScreen(ready(s.usual), "More", MeActions(), question = s.unsent, busy = true) } },
                    "failed" to { Teacher(3) { MeScreen(offline, "More", MeActions()) } },
                ),
            )
        },
        SampleScreens.Handed.let { s ->
            val (bare, typed) = SampleScreens.SelfAssess.run { draft to typed }
            val nothing = {}
            Screen(
                "handed",
                { HandedScreen(ready(s.usual), bare, WorkActions(documents = null), nothing) },
                mapOf(
                    "piece" to { HandedScreen(ready(s.piece), typed, WorkActions(documents = null), nothing) },
                    "saved" to { HandedScreen(ready(s.piece), typed, WorkActions(documents = null), nothing, saved = true) },
                    "pin" to { PinScreen(SampleScreens.People.ortiz, "", PinActions(), handed = true) },
                    "long" to { HandedScreen(ready(s.long), typed, WorkActions(documents = null), nothing) },
                    "failed" to { HandedScreen(offline, null, WorkActions(), nothing) },
                ),
            )
        },
        SampleScreens.Settings.let { s ->
            Screen(
                "settings",
                { Teacher(3) { SettingsScreen(ready(s.usual), "More", SettingsActions()) } },
                mapOf(
                    "student" to { Learner(4) { SettingsScreen(ready(s.student), "Me", SettingsActions()) } },
                    "not-saved" to {
                        val problem = "This device is full. Free some space, then try again."
                        Teacher(3) { SettingsScreen(ready(s.usual), "More", SettingsActions(), problem = problem) }
                    },
                    "failed" to { Teacher(3) { SettingsScreen(offline, "More", SettingsActions()) } },
                ),
            )
        },
        SampleScreens.Today.let { s ->
            Screen(
                "today",
                { Teacher { Today(ready(s.usual), it) } },
                mapOf(
                    "empty" to { Teacher { Today(ready(s.empty), it) } },
                    "full" to { Teacher { Today(ready(s.full), it) } },
                    "long" to { Teacher { Today(ready(s.long), it) } },
                    "offline" to { Teacher { Today(ready(s.offline), it) } },
                    "joining" to { Teacher { Today(ready(s.joining), it) } },
                    "room" to { Teacher { Today(ready(s.room), it) } },
                    "news" to { Teacher { TodayScreen(ready(s.usual), TodayActions(), news = "2 new") } },
                    "seats" to { Teacher { TodayScreen(ready(s.seated), TodayActions(), board = Board(seats = true)) } },
                    "unseated" to { Teacher { TodayScreen(ready(s.unseated), TodayActions(), board = Board(seats = true)) } },
                    "arranging" to {
                        val board = Board(seats = true, arranging = true, moving = "s1")
                        Teacher { TodayScreen(ready(s.moved), TodayActions(), board = board) }
                    },
                    "set-aside" to { Teacher { Today(ready(s.setAside), it) } },
                    "failed" to { Teacher { Today(offline, it) } },
                    "loading" to { Teacher { Today(ScreenState.Loading, it) } },
                ),
            )
        },
        SampleScreens.Class.let { s ->
            Screen(
                "class",
                { Teacher(1) { Class(ready(s.usual), it) } },
                mapOf(
                    "empty" to { Teacher(1) { Class(ready(s.empty), it) } },
                    "nobody" to { Teacher(1) { Class(ready(s.nobody), it) } },
                    "no-outcomes" to { Teacher(1) { Class(ready(s.noOutcomes), it) } },
                    "full" to { Teacher(1) { Class(ready(s.full), it) } },
                    "long" to { Teacher(1) { Class(ready(s.long), it) } },
                    "student" to { Teacher(1) { BesideClass(it) { StudentScreen(ready(SampleScreens.Student.usual), fromClass(it)) } } },
                    "failed" to { Teacher(1) { Class(offline, it) } },
                    "loading" to { Teacher(1) { Class(ScreenState.Loading, it) } },
                ),
            )
        },
        SampleScreens.Student.let { s ->
            Screen(
                "student",
                { Teacher { Student(ready(s.usual), it) } },
                mapOf(
                    "empty" to { Teacher { Student(ready(s.empty), it) } },
                    "full" to { Teacher { Student(ready(s.full), it) } },
                    "asked" to { Teacher { Student(ready(s.asked), it) } },
                    "long" to { Teacher { Student(ready(s.long), it) } },
                    "failed" to { Teacher { Student(offline, it) } },
                ),
            )
        },
        SampleScreens.StudentOutcome.let { s ->
            val actions = StudentOutcomeActions()
            Screen(
                "student-outcome",
                { Teacher { BesideToday(it) { StudentOutcomeScreen(ready(s.usual), actions) } } },
                mapOf(
                    "empty" to { Teacher { BesideToday(it) { StudentOutcomeScreen(ready(s.empty), actions) } } },
                    "full" to { Teacher { BesideToday(it) { StudentOutcomeScreen(ready(s.full), actions) } } },
                    "long" to { Teacher { BesideToday(it) { StudentOutcomeScreen(ready(s.long), actions) } } },
                    "failed" to { Teacher { BesideToday(it) { StudentOutcomeScreen(offline, actions) } } },
                ),
            )
        },
        SampleScreens.StudentEvidence.let { s ->
            val actions = StudentEvidenceActions()
            val page = { data: StudentEvidenceData, problem: String? ->
                @Composable { Teacher { BesideToday(it) { StudentEvidenceScreen(ready(data), actions, problem = problem) } } }
            }
            Screen(
                "student-evidence",
                page(s.usual, null),
                mapOf(
                    "history" to page(s.history, null),
                    "held" to page(s.held, null),
                    "bare" to page(s.bare, null),
                    "empty" to page(s.empty, null),
                    "spoken" to page(s.spoken, null),
                    "written" to page(s.written, null),
                    "words" to page(s.words, null),
                    "long" to page(s.long, null),
                    "not-saved" to page(s.usual, "This device is full. Free some space, then try again."),
                    "failed" to { Teacher { BesideToday(it) { StudentEvidenceScreen(offline, actions) } } },
                ),
            )
        },
        SampleScreens.Conference.let { s ->
            fun draft(text: String = "") = ConferenceDraft(feedback = FeedbackParts("", "", text))
            Screen(
                "conference",
                { Conference(ready(s.usual)) },
                mapOf(
                    "saved" to { Conference(ready(s.saved), ConferenceDraft(Purpose.AT_BAT, feedback = s.said)) },
                    "drawn" to { Conference(ready(s.drawing), ConferenceDraft(feedback = s.said)) },
                    "spoken" to { Conference(ready(s.spoken), ConferenceDraft(feedback = s.said)) },
                    "own-words" to { Conference(ready(s.inOwnWords), ConferenceDraft(feedback = s.said)) },
                    "written" to { Conference(ready(s.written), ConferenceDraft(feedback = s.said)) },
                    "taken-back" to { Conference(ready(s.takenBack)) },
                    "practice-only" to { Conference(ready(s.practice)) },
                    "empty" to { Conference(ready(s.empty)) },
                    "full" to { Conference(ready(s.full)) },
                    "long" to { Conference(ready(s.long), draft(SampleScreens.longStep)) },
                    "seven-levels" to { Conference(ready(s.sevenLevels)) },
                    "offline" to { Conference(ready(s.offline)) },
                    "not-saved" to {
                        val problem = ConferenceProblem("This photo will not open. Take it again. Your note is kept.")
                        Conference(ready(s.usual), draft("Use a quotation").copy(problem = problem))
                    },
                    "left-hand" to { Conference(ready(s.saved), hand = Hand.LEFT) },
                    "table" to { Conference(ready(s.saved), hand = Hand.TABLE) },
                    "failed" to { Conference(ScreenState.Failed("This is not here any more. Go back and look again.", again = false)) },
                ),
                listOf("own-words"),
            )
        },
        SampleScreens.Walk.let { s ->
            Screen(
                "walk",
                { Teacher { WalkScreen(ready(s.usual), WalkActions()) } },
                mapOf(
                    "open" to { Teacher { WalkScreen(ready(s.usual), WalkActions(), open = "s3") } },
                    "not-saved" to {
                        val problem = "This device is full. Free some space, then try again."
                        Teacher { WalkScreen(ready(s.usual), WalkActions(), open = "s3", problem = problem) }
                    },
                    "empty" to { Teacher { WalkScreen(ready(s.empty), WalkActions()) } },
                    "full" to { Teacher { WalkScreen(ready(s.full), WalkActions()) } },
                    "long" to { Teacher { WalkScreen(ready(s.long), WalkActions(), open = "s1") } },
                    "failed" to { Teacher { WalkScreen(offline, WalkActions()) } },
                ),
            )
        },
        CaptureSamples.Capture.let { s ->
            Screen(
                "capture",
                { Capture(ready(s.usual)) },
                mapOf(
                    "beside" to { Capture(ready(s.beside)) },
                    "spoken" to { Capture(ready(s.spoken)) },
                    "written" to { Capture(ready(s.written)) },
                    "no-document" to {
                        val sentence = "This is no PDF and no plain text. Save it as a PDF, then add it."
                        Capture(ready(s.usual), problem = WorkProblem(sentence, WorkField.Document))
                    },
                    "recording" to { Capture(ready(s.empty), voice = VoiceState(seconds = 7)) },
                    "no-microphone" to { Capture(ready(s.usual), voice = VoiceState(why = NoVoice.Refused)) },
                    "voice-out" to { Capture(ready(s.usual.copy(voice = SampleVoices.takenOut))) },
                    "not-saved" to {
                        val sentence = "This photo is too large. Use at most 64 megapixels."
                        Capture(ready(s.usual), problem = WorkProblem(sentence, WorkField.Photo))
                    },
                    "empty" to { Capture(ready(s.empty)) },
                    "full" to { Capture(ready(s.full)) },
                    "long" to { Capture(ready(s.long)) },
                    "failed" to { Capture(offline) },
                ),
            )
        },
        CaptureSamples.Tag.let { s ->
            Screen(
                "tag",
                { Tag(ready(s.usual)) },
                mapOf(
                    "refused" to { Tag(ready(s.usual.copy(seats = s.usual.seats.drop(9))), TagHand(level = "l2", refused = "s13")) },
                    "several" to { Tag(ready(s.several), TagHand(level = "l1")) },
                    "gone" to { Tag(ready(s.gone)) },
                    "saved" to { Tag(ready(s.saved)) },
                    "not-saved" to { Tag(ready(s.usual), problem = "This device is full. Free some space, then try again.") },
                    "empty" to { Tag(ready(s.empty)) },
                    "full" to { Tag(ready(s.full)) },
                    "long" to { Tag(ready(s.long)) },
                    "failed" to { Tag(offline) },
                ),
            )
        },
        SampleScreens.Home.let { s ->
            Screen(
                "home",
                { Learner { HomeScreen(ready(s.usual), HomeActions()) } },
                mapOf(
                    "start" to { Learner { HomeScreen(ready(s.start), HomeActions()) } },
                    "empty" to { Learner { HomeScreen(ready(s.empty), HomeActions()) } },
                    "full" to { Learner { HomeScreen(ready(s.full), HomeActions()) } },
                    "long" to { Learner { HomeScreen(ready(s.long), HomeActions()) } },
                    "offline" to { Learner { HomeScreen(ready(s.offline), HomeActions()) } },
                    "failed" to { Learner { HomeScreen(offline, HomeActions()) } },
                ),
            )
        },
        SampleScreens.Outcome.let { s ->
            Screen(
                "outcome",
                { Learner { OutcomeScreen(ready(s.usual), OutcomeActions()) } },
                mapOf(
                    "mastered" to { Learner { OutcomeScreen(ready(s.mastered), OutcomeActions()) } },
                    "practice" to { Learner { OutcomeScreen(ready(s.practice), OutcomeActions()) } },
                    "saved" to { Learner { OutcomeScreen(ready(s.saved), OutcomeActions()) } },
                    "said" to
                        { Learner { OutcomeScreen(ready(s.said), OutcomeActions(), draft = OutcomeDraft("I show where")) } },
                    "empty" to { Learner { OutcomeScreen(ready(s.empty), OutcomeActions()) } },
                    "full" to { Learner { OutcomeScreen(ready(s.full), OutcomeActions()) } },
                    "long" to { Learner { OutcomeScreen(ready(s.long), OutcomeActions()) } },
                    "failed" to { Learner { OutcomeScreen(offline, OutcomeActions()) } },
                ),
            )
        },
        SampleScreens.SelfAssess.let { s ->
            val actions = WorkActions()
            val link = WorkProblem("That is not the address of a page. Check it.", WorkField.Link)
            val full = WorkProblem("This device is full. Free some space, then try again.")
            Screen(
                "assess",
                { Learner { SelfAssessScreen(ready(s.usual), s.draft, actions) } },
                mapOf(
                    "filled" to { Learner { SelfAssessScreen(ready(s.filled), s.typed, actions) } },
                    "piece" to { Learner { SelfAssessScreen(ready(s.piece), s.typed, actions) } },
                    "refused" to { Learner { SelfAssessScreen(ready(s.filled), s.typed, actions, problem = link) } },
                    "disk-full" to { Learner { SelfAssessScreen(ready(s.piece), s.draft, actions, problem = full) } },
                    "photo-saving" to { Learner { SelfAssessScreen(ready(s.usual), s.draft, actions, savingPhoto = true) } },
                    "long" to { Learner { SelfAssessScreen(ready(s.long), s.typed.copy(text = SampleScreens.longStep), actions) } },
                    "failed" to { Learner { SelfAssessScreen(offline, null, actions) } },
                ),
            )
        },
        SampleScreens.Add.let { s ->
            val none = WorkProblem("Pick the outcome first.", WorkField.Outcome)
            Screen(
                "add",
                { Learner(1) { AddScreen(ready(s.usual), s.usual.draft, WorkActions()) } },
                mapOf(
                    "filled" to { Learner(1) { AddScreen(ready(s.filled), s.typed, WorkActions()) } },
                    "spoken" to { Learner(1) { AddScreen(ready(s.spoken), s.usual.draft, WorkActions()) } },
                    "written" to { Learner(1) { AddScreen(ready(s.written), s.usual.draft, WorkActions()) } },
                    "saved" to { Learner(1) { AddScreen(ready(s.saved), s.usual.draft, WorkActions()) } },
                    "refused" to
                        { Learner(1) { AddScreen(ready(s.filled), s.typed.copy(outcome = null), WorkActions(), problem = none) } },
                    "empty" to { Learner(1) { AddScreen(ready(s.empty), s.usual.draft, WorkActions()) } },
                    "long" to { Learner(1) { AddScreen(ready(s.long), s.typed, WorkActions()) } },
                    "failed" to { Learner(1) { AddScreen(offline, null, WorkActions()) } },
                ),
            )
        },
        SampleScreens.Markup.let { s ->
            fun page(
                data: MarkupRecord,
                pending: List<PhotoEdit> = emptyList(),
                problem: String? = null,
                tool: MarkupTool = MarkupTool.Draw,
            ): @Composable () -> Unit = {
                val (wide, high) = data.width.toInt() to data.height.toInt()
                val state = ScreenState.Ready(MarkupData(inWords(data), SamplePhoto.page(1, wide, high)))
                MarkupScreen(state, LocalWords.current.addTitle, MarkupActions(), Modifier, pending, problem, tool)
            }
            Screen(
                "markup",
                page(s.usual, s.pending),
                mapOf(
                    "untouched" to page(s.untouched),
                    "crop" to page(s.usual, tool = MarkupTool.Crop),
                    "blur" to page(s.usual, tool = MarkupTool.Blur),
                    "tall" to page(s.tall),
                    "not-saved" to page(s.usual, problem = "This device is full. Free some space, then try again."),
                    "failed" to {
                        val gone = ScreenState.Failed("This photo will not open. Take it again. Your note is kept.", again = false)
                        MarkupScreen(gone, LocalWords.current.addTitle, MarkupActions())
                    },
                ),
            )
        },
        SampleScreens.Evidence.let { s ->
            Screen(
                "evidence",
                { Learner { EvidenceScreen(ready(s.usual), EvidenceActions()) } },
                mapOf(
                    "folded" to { Learner { EvidenceScreen(ready(s.folded), EvidenceActions()) } },
                    "saved" to { Learner { EvidenceScreen(ready(s.saved), EvidenceActions()) } },
                    "spoken" to { Learner { EvidenceScreen(ready(s.spoken), EvidenceActions()) } },
                    "written" to { Learner { EvidenceScreen(ready(s.written), EvidenceActions()) } },
                    "words" to { Learner { EvidenceScreen(ready(s.words), EvidenceActions()) } },
                    "long" to { Learner { EvidenceScreen(ready(s.long), EvidenceActions()) } },
                    "failed" to { Learner { EvidenceScreen(offline, EvidenceActions()) } },
                ),
            )
        },
        SampleScreens.Feedback.let { s ->
            Screen(
                "feedback",
                { Learner(2) { FeedbackScreen(ready(s.usual), FeedbackActions()) } },
                mapOf(
                    "empty" to { Learner(2) { FeedbackScreen(ready(s.empty), FeedbackActions()) } },
                    "full" to { Learner(2) { FeedbackScreen(ready(s.full), FeedbackActions()) } },
                    "long" to { Learner(2) { FeedbackScreen(ready(s.long), FeedbackActions()) } },
                    "failed" to { Learner(2) { FeedbackScreen(offline, FeedbackActions()) } },
                ),
            )
        },
        SampleScreens.Thread.let { s ->
            val typed = ThreadDraft("Does a number count?", "Find one sentence for each thing I say.")
            val empty = WorkProblem("Type your question first.", WorkField.Question)
            val aloud = ThreadDraft(rewording = "")
            val unheard = WorkProblem("Listen to your voice note first. Then save.", WorkField.Voice)
            Screen(
                "thread",
                { Learner(2) { ThreadScreen(ready(s.usual), ThreadDraft(), ThreadActions()) } },
                mapOf(
                    "typed" to { Learner(2) { ThreadScreen(ready(s.usual), typed, ThreadActions()) } },
                    "spoken" to { Learner(2) { ThreadScreen(ready(s.spoken), ThreadDraft(), ThreadActions()) } },
                    "rewording" to { Learner(2) { ThreadScreen(ready(s.rewording), aloud, ThreadActions(), problem = unheard) } },
                    "said" to { Learner(2) { ThreadScreen(ready(s.said), ThreadDraft(), ThreadActions()) } },
                    "talked" to { Learner(2) { ThreadScreen(ready(s.talked), ThreadDraft(), ThreadActions()) } },
                    "refused" to { Learner(2) { ThreadScreen(ready(s.usual), ThreadDraft(" "), ThreadActions(), problem = empty) } },
                    "long" to { Learner(2) { ThreadScreen(ready(s.long), ThreadDraft(), ThreadActions()) } },
                    "failed" to { Learner(2) { ThreadScreen(offline, ThreadDraft(), ThreadActions()) } },
                ),
                listOf("rewording", "said"),
            )
        },
        SampleScreens.Sync.let { s ->
            Screen(
                "sync",
                { Teacher(2) { SyncScreen(ready(s.usual), SyncActions()) } },
                mapOf(
                    "empty" to { Teacher(2) { SyncScreen(ready(s.sent), SyncActions()) } },
                    "offline" to { Teacher(2) { SyncScreen(ready(s.offline), SyncActions()) } },
                    "fetching" to { Teacher(2) { SyncScreen(ready(s.fetching), SyncActions()) } },
                    "refused" to { Teacher(2) { SyncScreen(ready(s.refused), SyncActions()) } },
                    "set-aside" to { Teacher(2) { SyncScreen(ready(s.setAside), SyncActions()) } },
                    "full" to { Teacher(2) { SyncScreen(ready(s.full), SyncActions()) } },
                    "long" to { Teacher(2) { SyncScreen(ready(s.long), SyncActions()) } },
                    "failed" to { Teacher(2) { SyncScreen(offline, SyncActions()) } },
                ),
            )
        },
    )

    /** All pictures; the names are unique. */
    val all: List<Shot> = screens.flatMap { screen ->
        val readers = listOf(
            "dark" to Reader(dark = true),
            "large" to Reader(fontScale = 2f),
            "es" to Reader(words = SampleWords.spanish),
            "ar" to Reader(words = SampleWords.arabic, direction = LayoutDirection.Rtl),
        )
        listOf(Device.Phone, Device.Tablet).flatMap { device ->
            val name = "${screen.name}-${device.name}"
            listOf(Shot(name, device, Reader(), given(screen.usual))) +
                readers.map { (change, reader) -> Shot("$name-$change", device, reader, given(screen.usual)) } +
                screen.changed.map { (change, content) -> Shot("$name-$change", device, Reader(), given(content)) }
        } + listOf(Device.Split, Device.Whole).map { Shot("${screen.name}-${it.name}", it, Reader(), given(screen.usual)) } +
            screen.below.map { change ->
                val whole = Device.Whole
                Shot("${screen.name}-${whole.name}-$change", whole, Reader(), given(screen.changed.getValue(change)))
            }
    }

    private fun given(content: @Composable () -> Unit): @Composable () -> Unit = {
        CompositionLocalProvider(LocalPhotos provides SamplePhoto.source, LocalDocuments provides SampleOpener, content = content)
    }
}

@Composable
private fun Teacher(chosen: Int = 0, content: @Composable (Width) -> Unit) {
    val words = LocalWords.current
    val first = listOf(NavItem(Icons.today, words.navToday), NavItem(Icons.groups, words.navClass))
    Framed(first, NavItem(Icons.moreHoriz, words.navMore), chosen, content)
}

@Composable
private fun Learner(chosen: Int = 0, content: @Composable (Width) -> Unit) {
    val words = LocalWords.current
    val home = NavItem(Icons.home, words.navHome)
    val first = listOf(home, NavItem(Icons.add, words.navAdd), NavItem(Icons.forum, words.navFeedback))
    Framed(first, NavItem(Icons.settings, words.navMe), chosen, content)
}

@Composable
private fun Framed(first: List<NavItem>, last: NavItem, chosen: Int, content: @Composable (Width) -> Unit) {
    val sync = NavItem(Icons.cloudUpload, LocalWords.current.navSync)
    NavFrame(first + sync + last, chosen, {}, content = content)
}

/** Today alone, or from 840 dp with the pane beside it. */
@Composable
private fun Today(state: ScreenState<TodayData>, width: Width) {
    if (width == Width.TwoPanes) TwoPanes({ TodayScreen(state, TodayActions()) }) { NobodyPicked() } else TodayScreen(state, TodayActions())
}

/** Class alone, or from 840 dp with the pane beside it. */
@Composable
private fun Class(state: ScreenState<ClassData>, width: Width) {
    if (width == Width.TwoPanes) {
        TwoPanes({ ClassScreen(state, ClassActions()) }, listWidth = 320.dp) { NobodyPicked() }
    } else {
        ClassScreen(state, ClassActions())
    }
}

private fun fromClass(width: Width) = StudentActions(onBack = if (width == Width.TwoPanes) null else ({}), fromClass = true)

/** A screen about a student, alone or from 840 dp with Class beside it. */
@Composable
private fun BesideClass(width: Width, content: @Composable () -> Unit) {
    if (width == Width.TwoPanes) {
        val list = @Composable { ClassScreen(ScreenState.Ready(SampleScreens.Class.usual), ClassActions(), picked = "s0") }
        TwoPanes(list, listWidth = 320.dp) { content() }
    } else {
        content()
    }
}

@Composable
private fun Student(state: ScreenState<StudentData>, width: Width) {
    BesideToday(width) { StudentScreen(state, StudentActions(onBack = if (width == Width.TwoPanes) null else ({}))) }
}

/** A screen about a student, alone or from 840 dp with Today beside it. */
@Composable
private fun BesideToday(width: Width, content: @Composable () -> Unit) {
    if (width == Width.TwoPanes) {
        TwoPanes({ TodayScreen(ScreenState.Ready(SampleScreens.Today.usual), TodayActions(), picked = "s0") }) { content() }
    } else {
        content()
    }
}

@Composable
private fun Capture(state: ScreenState<CaptureData>, problem: WorkProblem? = null, voice: VoiceState = VoiceState()) = Teacher {
    val draft = (state as? ScreenState.Ready)?.data?.draft
    CaptureScreen(state, draft, CaptureActions(), problem = problem, voice = voice)
}

@Composable
private fun Tag(state: ScreenState<TagData>, hand: TagHand = TagHand(), problem: String? = null) = Teacher {
    TagScreen(state, hand, TagActions(), problem = problem)
}

@Composable
private fun Conference(state: ScreenState<ConferenceData>, draft: ConferenceDraft = ConferenceDraft(), hand: Hand = Hand.RIGHT) =
    ConferenceScreen(state, draft, ConferenceActions(onNext = {}), hand = hand)
