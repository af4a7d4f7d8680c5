package notyet.ui.samples

import notyet.core.AddScreen
import notyet.core.AlsoChip
import notyet.core.AssessRow
import notyet.core.Banner
import notyet.core.BannerKind
import notyet.core.CellLight
import notyet.core.ClassChoice
import notyet.core.ClassRow
import notyet.core.ClassScreen
import notyet.core.ClassSign
import notyet.core.ConferenceScreen
import notyet.core.Curve
import notyet.core.CurveLevel
import notyet.core.CurveMark
import notyet.core.CurvePoint
import notyet.core.CurveStep
import notyet.core.DoneLine
import notyet.core.Empty
import notyet.core.EvidenceScreen
import notyet.core.FeedbackCard
import notyet.core.FeedbackParts
import notyet.core.FeedbackRow
import notyet.core.FeedbackScreen
import notyet.core.Fetching
import notyet.core.Hand
import notyet.core.HandChoice
import notyet.core.HandedScreen
import notyet.core.HistoryLine
import notyet.core.HomeScreen
import notyet.core.IdleChoice
import notyet.core.JoinCandidate
import notyet.core.JoinRow
import notyet.core.JudgedPiece
import notyet.core.JudgementCard
import notyet.core.KindChoice
import notyet.core.LanguageChoice
import notyet.core.LevelOption
import notyet.core.MarkupScreen
import notyet.core.MeScreen
import notyet.core.MotionChoice
import notyet.core.NamingScreen
import notyet.core.NextStep
import notyet.core.Nib
import notyet.core.OpenQuestion
import notyet.core.OutcomeChoice
import notyet.core.OutcomeHead
import notyet.core.OutcomeRow
import notyet.core.OutcomeScreen
import notyet.core.OwnJudgement
import notyet.core.OwnRow
import notyet.core.OwnWords
import notyet.core.Pen
import notyet.core.PhotoEdit
import notyet.core.PhotoLine
import notyet.core.PhotoSpot
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.PhraseBank
import notyet.core.PickerRow
import notyet.core.PickerScreen
import notyet.core.PickerWay
import notyet.core.PieceRow
import notyet.core.Place
import notyet.core.ProfileRow
import notyet.core.QueueRow
import notyet.core.ReadyPart
import notyet.core.RefusedRow
import notyet.core.RowPick
import notyet.core.RubricCell
import notyet.core.RubricRow
import notyet.core.Seat
import notyet.core.SeatTable
import notyet.core.Seating
import notyet.core.SelfAssessScreen
import notyet.core.SessionScreen
import notyet.core.SessionState
import notyet.core.SetAside
import notyet.core.SettingsScreen
import notyet.core.Sign
import notyet.core.SignOutScreen
import notyet.core.StudentEvidenceScreen
import notyet.core.StudentOutcomeScreen
import notyet.core.StudentScreen
import notyet.core.Support
import notyet.core.Sureness
import notyet.core.SyncScreen
import notyet.core.Theirs
import notyet.core.ThreadLine
import notyet.core.ThreadScreen
import notyet.core.TodayRow
import notyet.core.TodayScreen
import notyet.core.UndoBar
import notyet.core.Waiting
import notyet.core.WalkScreen
import notyet.core.WhyLine
import notyet.core.WorkDraft
import notyet.core.WorkText
import notyet.ui.screens.DoorField
import notyet.ui.screens.DoorProblem
import notyet.ui.screens.PinChange
import notyet.ui.screens.PinForm

/** The demonstration school as the core's records: what each screen is filled with, and the ends of what it may be filled with. */
object SampleScreens {
    private fun isolated(name: String) = "\u2068$name\u2069"

    private fun short(name: String) = name.split(' ').let { if (it.size == 1) it[0] else "${it.first()} ${it.last().first()}." }

    private fun initials(name: String): String = name.split(' ').let { words ->
        fun first(word: String) = word.substring(0, word.offsetByCodePoints(0, 1))
        if (words.size == 1) first(words[0]) else first(words.first()) + first(words.last())
    }

    fun sign(level: Int?, practiceOnly: Boolean = false) = Sign(level?.toUInt(), 2u, 4u, practiceOnly)

    private fun levelText(level: Int?, practiceOnly: Boolean) = when {
        level == null -> "No work here yet"
        practiceOnly -> "In practice: ${School.levelWords[level]}"
        else -> School.levelWords[level]
    }

    private val standing = listOf(2 to false, null to false, 1 to false, 0 to false, 1 to true, null to false, 3 to false)

    private fun row(i: Int): OutcomeRow {
        val (code, iCan) = School.outcomes[i % School.outcomes.size]
        val (level, practice) = standing[i % standing.size]
        val text = levelText(level, practice)
        return OutcomeRow("o$i", code, iCan, sign(level, practice), text, "$iCan $text.")
    }

    private val photos = listOf(
        PhotoTile("p1", PhotoState.READY, "24 Nov", "Photo of 24 Nov"),
        PhotoTile("p2", PhotoState.READY, "12 Nov", "Photo of 12 Nov"),
        PhotoTile("p3", PhotoState.COMING, "3 Nov", "Photo of 3 Nov"),
    )

    /** What work that was saved might show, too. */
    val also = listOf("C2" to true, "C4" to false).mapIndexed { i, (code, said) ->
        val text = if (said) "Shows $code, too" else "Also shows $code?"
        AlsoChip("o${i * 2 + 1}", text, "$text I can …", said)
    }

    private val notSent = Banner(BannerKind.NOT_SENT, "3 not sent yet. They are safe on this tablet.", "See")
    private val agreed = NextStep("Use a quotation for each claim.", "o2", "Next step agreed on 12 Nov")
    const val longStep = "Read the two articles again, mark every sentence that you could quote, choose the two strongest of them, " +
        "and explain in your own words how each one helps your claim; then read your paragraph aloud to a partner."

    object Join {
        val first = SessionScreen(1u, SessionState.NotJoined, "", "", "http://192.168.1.20:8080", null)
        val declined = first.copy(notice = "Your teacher did not find your name. Ask, then try again.")
        val matching = first.copy(state = SessionState.Matching("Your teacher matches your name. Stay near."), name = "Amara Okafor")
    }

    object People {
        private fun row(id: String, name: String, way: PickerWay, note: String? = null, wait: ULong = 0u) =
            PickerRow(id, isolated(name), initials(name), way, note, wait)

        val ortiz = row("p1", "Ms O.", PickerWay.ASKS_PIN)
        val waits = row("p1", "Ms O.", PickerWay.ASKS_PIN, "Wait 30 s, then try again.", 30u)
        val forgotten = row(
            "p1",
            "Ms O.",
            PickerWay.JOINS_AGAIN,
            "No PIN opens this now. Join again with a code from school. Your work is kept.",
        )
        val usual = PickerScreen(
            "Who is using this tablet?",
            listOf(
                row("p1", "Ms O.", PickerWay.ASKS_PIN, "3 things wait for Ms O."),
                row("p2", "Mr H.", PickerWay.ASKS_PIN),
                row("p3", "A. K.", PickerWay.LEAVES, "1 thing waits for A. K."),
            ),
            "Someone else",
            null,
            handed = false,
        )
        val doors = usual.copy(rows = listOf(waits, forgotten.copy(id = "p4"), row("p5", "Amara", PickerWay.OPENS)))
        val full = usual.copy(rows = List(12) { row("q$it", School.names[it], PickerWay.ASKS_PIN) })
        val long = usual.copy(
            rows = List(3) { row("q$it", "Aarav Krishnamurthy-Venkatarama", PickerWay.ASKS_PIN, "3 things wait for Aarav.") },
        )
    }

    object Handed {
        val usual = HandedScreen("For ${isolated("Amara O.")}", SelfAssess.usual)
        val piece = usual.copy(assess = SelfAssess.piece)
        val long = HandedScreen("For ${isolated("Aarav Krishnamurthy-Venkataraman")}", SelfAssess.long)
    }

    object Naming {
        val usual = NamingScreen(
            "Which name may this tablet show?",
            listOf("A. O.", "Ana", "Ana O."),
            "Everyone who holds this tablet reads it.",
            "A PIN keeps your screens to you. Use 4 to 12 digits.",
        )
        val phone = usual.copy(
            title = "Which name may this phone show?",
            readers = "Everyone who holds this phone reads it.",
            pin = "A PIN keeps your screens to you. Use 4 to 12 digits, or none.",
        )
    }

    object Me {
        val usual = MeScreen(
            "p1",
            isolated("Ms O."),
            true,
            listOf(2u, 5u, 15u).map { IdleChoice(it, "$it min", it == 5u) },
            "Sign out of this tablet",
        )
        val noPin = usual.copy(name = isolated("Amara"), hasPin = false, signOut = "Sign out of this phone")
        val pins = PinChange(
            PinForm("1111", "4826", "4826"),
            DoorProblem(DoorField.Now, "That is not the PIN now. Check each digit."),
        )
        private val goes = listOf(
            "What the school's server has goes from this tablet at once.",
            "This cannot be taken back. Your record stays with the school.",
        )
        val sent = SignOutScreen("Sign out of this tablet?", goes, "Sign out", null)
        val unsent = SignOutScreen(
            "Sign out of this tablet?",
            listOf("3 things are not sent yet. They stay sealed, go out by themselves, then go too.") + goes,
            "Sign out, leave it sealed",
            "Wait until it is sent",
        )
    }

    object Settings {
        private const val UNREAD = "A machine made this translation. No speaker has read it yet."
        val student = SettingsScreen(
            revision = 1u,
            languages = listOf(
                LanguageChoice(null, "Same as this tablet", "English", true),
                LanguageChoice("en", "English", null, false),
                LanguageChoice("es", "Español", UNREAD, false),
                LanguageChoice("ar", "العربية", UNREAD, false),
            ),
            hands = emptyList(),
            motions = listOf(MotionChoice(false, "Usual", true), MotionChoice(true, "Less", false)),
            kept = "This stays on this tablet, for you alone.",
        )
        val usual = student.copy(
            hands = listOf(
                HandChoice(Hand.LEFT, "Left", false),
                HandChoice(Hand.TABLE, "On the table", false),
                HandChoice(Hand.RIGHT, "Right", true),
            ),
        )
    }

    object Today {
        private fun rows(names: List<String>) = names.mapIndexed { i, name ->
            val reason = if (i % 3 == 0) "No feedback yet" else "Feedback on ${i % 20 + 1} Nov"
            val needs = listOf("Asked about C3", "Ready to show C4").filterIndexed { at, _ -> i % 7 == at + 1 }
            TodayRow(
                student = "s$i",
                name = isolated(name),
                short = isolated(short(name)),
                initials = initials(name),
                reason = reason,
                needs = needs,
                now = null,
                isHere = true,
                isLater = false,
                waits = true,
                asked = i % 7 == 1,
                ready = i % 7 == 2,
                spoken = (listOf(name, reason) + needs).joinToString(". ", postfix = "."),
                more = "More about ${isolated(name)}",
            )
        }

        private fun seating(rows: List<TodayRow>, tables: Boolean = false) = seatingOf(rows.map { it.student }, tables)

        /** Somebody sits with the second, the third is seen to later, the fourth is not here. */
        private fun room(rows: List<TodayRow>) = rows.mapIndexed { i, row ->
            when (i) {
                1 -> row.copy(now = "${isolated("Mr Adeyemi")} is with ${isolated(short(School.names[1]))}")
                2 -> row.copy(now = "Later today", isLater = true)
                3 -> row.copy(reason = "Not here today", needs = emptyList(), isHere = false, waits = false, asked = false, ready = false)
                else -> row
            }
        }.sortedBy { !it.isHere }

        val usual = TodayScreen(
            revision = 12u,
            date = "Tuesday 24 November",
            classes = listOf(ClassChoice("7b", "7B", true), ClassChoice("7d", "7D", false)),
            plan = rows(School.names).filterIndexed { i, _ -> i % 3 == 0 }.take(6),
            students = rows(School.names),
            seating = seating(rows(School.names)),
            joining = emptyList(),
            banner = null,
            undo = UndoBar("1 saved", canUndo = true, canRedo = false),
            footer = "Saved 28 · open 3",
            empty = null,
        )

        /** Without a plan, so that the seats are in sight. */
        val unseated = usual.copy(plan = emptyList())

        /** Tables of four, from the third student on; the last table is the next number. */
        val seated = unseated.copy(students = room(rows(School.names)), seating = seating(rows(School.names), tables = true))
        val moved = seated.copy(seating = seated.seating.copy(undo = UndoBar("Moved", canUndo = true, canRedo = false)))
        val room = room(rows(School.names)).let { all ->
            usual.copy(plan = all.filter { it.waits && !it.isLater }.take(6), students = all)
        }
        val joining = usual.copy(
            banner = Banner(BannerKind.JOINING, "1 student asks to join.", "See"),
            joining = listOf(JoinRow("r1", "amara okafr", School.names.mapIndexed { i, name -> JoinCandidate("s$i", isolated(name)) })),
        )
        val offline = usual.copy(banner = notSent)
        val setAside = usual.copy(banner = Banner(BannerKind.SET_ASIDE, "Damaged data was set aside. See what was saved.", "See"))
        val empty = usual.copy(
            classes = emptyList(),
            plan = emptyList(),
            students = emptyList(),
            undo = null,
            footer = "",
            empty = Empty("Your classes will stand here", "The school's server sends them. Stay near the network for a moment."),
        )
        val full = usual.copy(
            classes = List(9) { ClassChoice("c$it", "${it + 5}B", it == 2) },
            students = rows(List(500) { School.names[it % School.names.size] }),
            banner = notSent,
        )
        val long = usual.copy(
            classes = listOf(
                ClassChoice("a", "English Language Arts, seventh grade, first group", true),
                ClassChoice("b", "Argue it fairly, seventh grade, second group", false),
            ),
            plan = rows(List(2) { "Aarav Krishnamurthy-Venkataraman de la Concepción-Wiśniewska" }),
            students = rows(List(6) { "Aarav Krishnamurthy-Venkataraman de la Concepción-Wiśniewska" }),
            banner = Banner(BannerKind.SIGNED_OUT, "The school's server does not know this device. Your work is kept.", "See"),
        )
    }

    object Class {
        /** Jagged: nobody stands at the same level everywhere, and some outcomes have no work yet. */
        private fun rows(names: List<String>, codes: List<String>) = names.mapIndexed { i, name ->
            val signs = codes.mapIndexed { at, code ->
                ClassSign("o$at", code, sign(((i * 7 + at * 3) % 5).takeIf { it < 4 }, practiceOnly = (i + at) % 4 == 1))
            }
            val said = signs.joinToString { "${it.code} ${levelText(it.sign.level?.toInt(), it.sign.practiceOnly)}" }
            val short = short(name)
            ClassRow("s$i", isolated(short), isolated(name), initials(name), signs, "$short, $said.")
        }

        private val codes = School.outcomes.map { it.first }

        val usual = ClassScreen(
            revision = 12u,
            classTitle = "7B",
            classes = Today.usual.classes,
            students = rows(School.names, codes),
            empty = null,
        )
        val empty = usual.copy(classTitle = "", classes = emptyList(), students = emptyList(), empty = Today.empty.empty)
        val nobody = usual.copy(
            students = emptyList(),
            empty = Empty("Nobody is in this class yet", "The school's office adds students to the roster."),
        )
        val noOutcomes = usual.copy(
            students = rows(School.names, emptyList()).mapIndexed { i, row -> row.copy(spoken = short(School.names[i])) },
            empty = Empty("Outcomes will stand here", "The school's office adds them to the course."),
        )
        val full = usual.copy(students = rows(List(500) { School.names[it % School.names.size] }, codes))
        val long = usual.copy(
            classTitle = "Deutsch als Zweitsprache, Vorbereitungsklasse 7B",
            students = rows(List(6) { "Aarav Krishnamurthy-Venkataraman" }, codes.map { "W.7.1.$it" }),
        )
    }

    object Student {
        private val question = OpenQuestion(
            "q1",
            "Asked on 13 Nov about C3",
            "Use a quotation for each claim.",
            "Does a number from the article count as a quotation?",
        )

        private fun profile(i: Int): ProfileRow = with(row(i)) {
            val note = if (sign.level == null) level else "$level · ${listOf("today", "1 day ago", "12 days ago")[i % 3]}"
            ProfileRow(outcome, code, iCan, sign, note, "$iCan $note.")
        }

        val usual = StudentScreen(
            revision = 12u,
            student = "s0",
            name = isolated("Amara Okafor"),
            initials = "AO",
            classTitle = "7B",
            nextStep = agreed,
            questions = emptyList(),
            waits = listOf(Waiting("Ready to show C4", "o3")),
            outcomes = List(12) { profile(it) },
            photos = photos,
            staffLines = CaptureSamples.staffLines,
            empty = null,
        )
        val asked = usual.copy(questions = listOf(question))
        val empty = usual.copy(
            name = "Bo Li",
            nextStep = null,
            waits = emptyList(),
            outcomes = emptyList(),
            photos = emptyList(),
            staffLines = emptyList(),
            empty = Empty("Outcomes will stand here", "The school's office adds them to the course."),
        )
        val full = usual.copy(
            outcomes = List(60) { profile(it) },
            photos = List(12) { photos[it % 3].copy(attachment = "p$it") },
        )
        val long = usual.copy(
            name = isolated("Aarav Krishnamurthy-Venkataraman"),
            nextStep = agreed.copy(text = longStep),
            outcomes = List(4) { profile(it).copy(iCan = "${row(it).iCan} ${row(it + 1).iCan}") },
        )
    }

    object StudentOutcome {
        val usual = StudentOutcomeScreen(
            revision = 12u,
            student = "s0",
            name = isolated("Amara O."),
            head = head(1),
            readiness = "${isolated("Amara O.")} said: ready",
            nextStep = agreed,
            curve = Curves.usual,
            places = Outcome.usual.places,
            why = listOf(
                WhyLine("You showed Approaching on 14 Oct: Letter or essay.", "e2"),
                WhyLine("You showed Demonstrating on 12 Nov: Debate.", "j1"),
                WhyLine("Shown once at Demonstrating.", null),
                WhyLine("2 practice pieces inform you and lower nothing.", null),
            ),
            change = listOf("Next: Demonstrating.", "One more time, in another kind of work, from 19 November."),
            pieces = listOf(
                PieceRow("j1", "Debate", "12 Nov · Ms Ortiz: Demonstrating", "Debate. 12 Nov · Ms Ortiz: Demonstrating."),
                PieceRow(
                    "e1",
                    "My second paragraph, with the quotation about buses",
                    "29 Oct · Amara O.: Approaching",
                    "My second paragraph",
                ),
                PieceRow("e2", "Photo", "14 Oct · Mr Adeyemi: Approaching", "Photo. 14 Oct."),
            ),
        )
        val empty = usual.copy(
            head = head(null),
            readiness = "${isolated("Amara O.")} has not said yet",
            nextStep = null,
            curve = null,
            places = Outcome.empty.places,
            why = listOf(WhyLine("Nothing counts toward a level yet.", null)),
            pieces = emptyList(),
        )
        val full = usual.copy(
            curve = Curves.full,
            places = Outcome.full.places,
            pieces = List(50) { usual.pieces[it % 3].copy(piece = "e$it") },
        )
        val long = usual.copy(
            name = isolated("Aarav Krishnamurthy-Venkataraman"),
            head = usual.head.copy(iCan = School.outcomes.joinToString(" ") { it.second }),
            nextStep = agreed.copy(text = longStep),
        )
    }

    object StudentEvidence {
        private fun levels(chosen: Int) = Conference.usual.levels.mapIndexed { i, level -> level.copy(chosen = i == chosen) }

        private val shown = JudgementCard(
            judgement = "j2",
            code = "C3",
            sign = sign(1),
            level = "Approaching",
            caption = "Ms Ortiz, 12 Nov",
            circumstances = "At-bat · Alone · Letter or essay",
            rows = listOf("Choosing: Demonstrating", "Explaining: Approaching"),
            history = listOf(HistoryLine("12 Nov", "You said Approaching.")),
            levels = levels(1),
            whyNot = "",
        )
        private val own = shown.copy(
            judgement = "j3",
            caption = "Amara Okafor, 13 Nov",
            circumstances = "Own judgement · Alone",
            rows = emptyList(),
            history = listOf(HistoryLine("13 Nov", "Amara Okafor said Approaching.")),
            levels = emptyList(),
        )
        val usual = StudentEvidenceScreen(
            revision = 12u,
            student = "s0",
            name = isolated("Amara O."),
            title = "Photo",
            caption = "Added by Ms Ortiz, 12 Nov",
            text = "",
            link = null,
            photos = photos.take(2),
            voices = emptyList(),
            documents = emptyList(),
            judgements = listOf(shown, own),
            undo = null,
        )
        private val corrected = shown.copy(
            sign = sign(2),
            level = "Demonstrating",
            caption = "Corrected by Mr Adeyemi, 14 Nov",
            history = listOf(
                HistoryLine("12 Nov", "You said Approaching."),
                HistoryLine("13 Nov", "Mr Adeyemi corrected it to Not yet."),
                HistoryLine("13 Nov", "Mr Adeyemi took it back."),
                HistoryLine("14 Nov", "Mr Adeyemi corrected it to Demonstrating."),
            ),
            levels = levels(2),
        )
        val history = usual.copy(judgements = listOf(corrected, own), undo = UndoBar("Saved", canUndo = true, canRedo = false))
        val held = usual.copy(
            judgements = listOf(
                shown.copy(levels = emptyList(), whyNot = "Saved in this visit. Another level in Conference takes its place."),
            ),
        )
        val bare = usual.copy(
            title = "Judged without a piece",
            caption = "",
            photos = emptyList(),
            judgements = listOf(
                shown.copy(sign = null, level = "Taken back", history = shown.history + HistoryLine("12 Nov", "You took it back.")),
            ),
        )
        val empty = usual.copy(judgements = emptyList())
        val spoken = usual.copy(title = "Voice note", photos = emptyList(), voices = listOf(SampleVoices.ofRecord))
        val written = usual.copy(title = "File", photos = emptyList(), documents = SampleDocuments.ofPiece)
        val words = usual.copy(
            title = "Some say that buses cannot wait. The town ran a trial in…",
            caption = "Added by Amara Okafor, 19 Nov",
            text = "Some say that buses cannot wait. The town ran a trial in spring, and they could.\n\nI see both quotations.",
            link = "https://school.org/trial",
            photos = emptyList(),
        )
        val long = words.copy(text = List(12) { longStep }.joinToString(" "), judgements = List(6) { shown.copy(judgement = "j$it") })
    }

    object Conference {
        private val rubric = listOf(School.choosing, School.explaining)

        private fun levels(chosen: Int?) = List(4) { i ->
            LevelOption(
                "l$i",
                School.levelWords[i],
                sign(i),
                i == chosen,
                listOf("Choosing: ${rubric[0][i]}", "Explaining: ${rubric[1][i]}"),
                "${School.levelWords[i]}. ${rubric[0][i]}",
            )
        }

        private val kinds = listOf(
            "Exit ticket",
            "Questioning",
            "Notebook page",
            "Draft",
            "Letter or essay",
            "Timed writing",
            "Debate",
            "Project",
        )
            .mapIndexed { i, name -> KindChoice("k$i", name, i >= 4, i == 4) }

        private val ownWords = OwnWords(
            label = "In ${isolated("Amara O.")}'s words",
            hold = "Hold while ${isolated("Amara O.")} speaks",
            before = "",
            saved = "",
            typed = "",
            said = null,
            voice = SampleVoices.none,
        )

        val usual = ConferenceScreen(
            revision = 12u,
            student = "s0",
            name = isolated("Amara O."),
            initials = "AO",
            head = head(1),
            outcomes = School.outcomes.mapIndexed { i, (code, iCan) -> OutcomeChoice("o$i", code, iCan, i == 2) },
            kinds = kinds,
            atBatAllowed = true,
            levels = levels(null),
            agreed = agreed,
            own = OwnJudgement(
                "${isolated("Amara O.")} has judged",
                "12 Nov",
                listOf(OwnRow("Choosing: Demonstrating", sign(2)), OwnRow("Explaining: Approaching", sign(1))),
                "I found two quotations. Saying how they help is hard.",
            ),
            canHandOver = true,
            photos = photos,
            taken = emptyList(),
            voices = emptyList(),
            documents = emptyList(),
            texts = listOf(WorkText("Zoos teach us to care, because we protect what we have seen.", "10 Nov")),
            readiness = "${isolated("Amara O.")} said: ready",
            feedback = FeedbackParts("", "", ""),
            typed = null,
            drawn = emptyList(),
            drawing = emptyList(),
            said = emptyList(),
            voice = SampleVoices.none,
            phrases = PhraseBank(
                listOf("Two quotations that fit.", "Your claim is clear."),
                listOf("Say who wrote it.", "Say how it helps your claim."),
                listOf("Name the source.", "Use a quotation for each claim.", "Read it aloud once."),
            ),
            ownWords = ownWords,
            also = emptyList(),
            undo = null,
            notSent = null,
        )
        val said = FeedbackParts("Two quotations that fit.", "", "Name the source.")
        val saved = usual.copy(levels = levels(2), feedback = said, also = also, undo = UndoBar("Saved", canUndo = true, canRedo = false))
        val drawing = saved.copy(drawing = photos.take(1).map { it.copy(day = "", spoken = "Photo, not saved yet") })
        val spoken = saved.copy(voices = listOf(SampleVoices.ofRecord), voice = SampleVoices.recorded)
        val inOwnWords = saved.copy(
            ownWords = ownWords.copy(before = "I quote once for each thing.", said = SampleVoices.ofRecord, voice = SampleVoices.heard),
        )
        val written = saved.copy(documents = listOf(SampleDocuments.ofRecord))
        val takenBack = usual.copy(undo = UndoBar("Taken back", canUndo = false, canRedo = true))
        val offline = saved.copy(notSent = "3 not sent yet. They are safe on this tablet.")
        val practice = usual.copy(atBatAllowed = false, kinds = kinds.mapIndexed { i, kind -> kind.copy(chosen = i == 0) })
        val empty = usual.copy(
            name = isolated("Bo L."),
            agreed = null,
            own = null,
            photos = emptyList(),
            texts = emptyList(),
            readiness = "${isolated("Bo L.")} has not said yet",
            phrases = PhraseBank(emptyList(), emptyList(), emptyList()),
            ownWords = null,
            head = head(null),
        )
        val full = saved.copy(photos = List(12) { photos[it % 3].copy(attachment = "p$it") }, notSent = offline.notSent)
        val long = saved.copy(
            name = isolated("Aarav Krishnamurthy-Venkataraman"),
            agreed = agreed.copy(text = longStep),
            levels = saved.levels.mapIndexed { i, level -> level.copy(word = School.longLevelWords[i]) },
        )
        val sevenLevels = usual.copy(
            levels = List(7) { i ->
                LevelOption("l$i", "Level ${'A' + i}", Sign(i.toUInt(), 4u, 7u, false), i == 3, listOf("Words of it."), "Level")
            },
        )
    }

    private fun table(number: Int, students: List<String>) = SeatTable(number.toUInt(), "Table $number", "Sit at table $number", students)

    /** Four to a table and the last two without one; or nobody seated yet. */
    private fun seatingOf(students: List<String>, arranged: Boolean): Seating {
        val seated = if (arranged) students.dropLast(2).chunked(4).mapIndexed { i, four -> table(i + 1, four) } else emptyList()
        val others = SeatTable(null, "No table yet".takeIf { arranged }, null, if (arranged) students.takeLast(2) else students)
        return Seating(seated + others, table(seated.size + 1, emptyList()), null)
    }

    object Walk {
        private fun seats(names: List<String>) = names.mapIndexed { i, name ->
            val level = (i % 5).takeIf { it < 4 }
            Seat(
                student = "s$i",
                name = isolated(name),
                initials = initials(name),
                level = level?.let { "l$it" },
                sign = level?.let { sign(it, practiceOnly = true) },
                isHere = i != 9,
                spoken = "$name. ${level?.let { School.levelWords[it] } ?: "No level today"}.",
            )
        }

        private fun tables(seats: List<Seat>, arranged: Boolean = false) = seatingOf(seats.map { it.student }, arranged).tables

        private fun WalkScreen.with(seats: List<Seat>) = copy(seats = seats, tables = tables(seats))

        val usual = WalkScreen(
            revision = 12u,
            classTitle = "7B",
            outcomes = Conference.usual.outcomes,
            kinds = Conference.practice.kinds,
            levels = Conference.usual.levels,
            seats = seats(School.names.map(::short)),
            tables = tables(seats(School.names.map(::short)), arranged = true),
            undo = UndoBar("1 saved", canUndo = true, canRedo = false),
            footer = "Saved 19 · open 4 · not here 1",
            empty = null,
        )
        val empty = usual.copy(
            outcomes = emptyList(),
            seats = emptyList(),
            tables = emptyList(),
            undo = null,
            footer = "",
            empty = Empty("Nobody is in this class yet", "The school's office adds them to the course."),
        )
        val full = usual.with(seats(List(500) { short(School.names[it % School.names.size]) }))
        val long = usual.with(seats(List(6) { "Aarav Krishnamurthy-Venkataraman" })).copy(
            levels = usual.levels.mapIndexed { i, level -> level.copy(word = School.longLevelWords[i]) },
        )
    }

    fun head(level: Int?, practiceOnly: Boolean = false): OutcomeHead {
        val (code, iCan) = School.outcomes[2]
        val plain = level?.let { listOf("I am starting", "I am getting there", "I can do it", "I can go further")[it] }.orEmpty()
        return OutcomeHead(
            "o2",
            code,
            iCan,
            sign(level, practiceOnly),
            levelText(level, practiceOnly),
            plain,
            "$iCan ${levelText(level, practiceOnly)}.",
        )
    }

    object Home {
        val usual = HomeScreen(
            revision = 4u,
            name = "Amara Okafor",
            classLine = "7B · Argue it fairly",
            next = NextStep("Use a quotation for each claim.", "o2", "From Ms Ortiz, 12 Nov"),
            canDo = listOf(row(0), row(6)),
            haveLeft = listOf(row(2), row(3), row(4)),
            later = listOf(row(1), row(5), row(8)),
            banner = null,
            empty = null,
        )
        val offline = usual.copy(banner = Banner(BannerKind.NOT_SENT, "1 not sent yet. It is safe on this phone.", "See"))
        val start = usual.copy(next = null, canDo = emptyList(), haveLeft = List(3) { row(1).copy(outcome = "n$it") }, later = emptyList())
        val empty = usual.copy(
            classLine = "",
            next = null,
            canDo = emptyList(),
            haveLeft = emptyList(),
            later = emptyList(),
            empty = Empty("Your class will stand here", "It is on its way from the school's server."),
        )
        val full = usual.copy(canDo = List(40) { row(0).copy(outcome = "c$it") })
        val long = usual.copy(name = "Aarav Krishnamurthy-Venkataraman", next = usual.next?.copy(text = longStep))
    }

    object Curves {
        private val levels = List(4) { CurveLevel(School.levelWords[it], sign(it)) }

        private fun point(at: Int, level: Int, mark: CurveMark, text: String, piece: String? = null, help: Boolean = false) =
            CurvePoint(at.toUInt(), level.toUInt(), mark, help, text, piece)

        val usual = Curve(
            levels,
            listOf(
                point(0, 0, CurveMark.BEFORE, "3 Sep: Not yet. Before the course."),
                point(180, 0, CurveMark.PRACTICE, "17 Sep: Not yet. Practice: Draft, with help.", help = true),
                point(330, 1, CurveMark.PRACTICE, "29 Sep: Approaching. Practice: Exit ticket."),
                point(520, 1, CurveMark.CHANCE, "14 Oct: Approaching. Chance to show: Letter or essay.", "e2"),
                point(700, 1, CurveMark.OWN, "29 Oct: Approaching. Own judgement.", "e1"),
                point(850, 2, CurveMark.CHANCE, "12 Nov: Demonstrating. Chance to show: Debate.", "e2"),
            ),
            listOf(CurveStep(520u, 1u)),
            "3 Sep",
            "24 Nov",
            "6 results, from 3 Sep to 12 Nov. Now: Approaching.",
        )

        /** One day, one result. */
        val first = Curve(
            levels,
            listOf(point(500, 1, CurveMark.CHANCE, "24 Nov: Approaching. Chance to show: Debate.")),
            listOf(CurveStep(500u, 1u)),
            "24 Nov",
            "",
            "1 result, on 24 Nov. Now: Approaching.",
        )

        /** A year of work, up and down. */
        val full = usual.copy(
            points = List(40) { i ->
                val mark = listOf(CurveMark.PRACTICE, CurveMark.CHANCE, CurveMark.OWN)[i % 3]
                point(i * 25, listOf(0, 1, 1, 2, 1, 2, 3)[i % 7], mark, "${i % 28 + 1} Nov: ${School.levelWords[i % 4]}. Practice.", "e$i")
            },
            line = listOf(CurveStep(25u, 0u), CurveStep(250u, 1u), CurveStep(600u, 2u), CurveStep(750u, 1u), CurveStep(900u, 3u)),
        )
    }

    object Outcome {
        private fun rubric(present: Int?) = listOf("Choosing" to School.choosing, "Explaining" to School.explaining).map { (title, texts) ->
            RubricRow(
                title,
                texts.mapIndexed { i, text ->
                    val light = when (i) {
                        present -> CellLight.PRESENT
                        (present ?: -1) + 1 -> CellLight.NEXT
                        else -> CellLight.DIMMED
                    }
                    RubricCell(School.levelWords[i], sign(i), text, light)
                },
            )
        }

        private val pieces = listOf(
            PieceRow("e1", "My second paragraph, with the quotation about buses", "19 Nov · You said Approaching", "My second paragraph"),
            PieceRow("e2", "Photo", "12 Nov", "Photo. 12 Nov."),
        )
        private val open = Place(null, "", "", "Open for your next chance")
        private val feedback =
            FeedbackCard(
                "From Ms Ortiz, 12 Nov",
                "Your two quotations fit.",
                "Say who wrote each one.",
                "Use a quotation for each claim.",
                emptyList(),
                emptyList(),
            )

        val usual = OutcomeScreen(
            revision = 4u,
            head = head(1),
            nextStep = NextStep("Use a quotation for each claim.", "o2", "From Ms Ortiz, 12 Nov"),
            rubric = rubric(1),
            places = listOf(
                Place(sign(1), "Letter or essay", "12 Nov", "Approaching. Letter or essay. 12 Nov."),
                Place(sign(2), "Debate", "19 Nov", "Demonstrating. Debate. 19 Nov."),
                open,
            ),
            curve = Curves.usual,
            photos = photos,
            pieces = pieces,
            feedback = listOf(feedback, feedback.copy(caption = "From Mr Adeyemi, 3 Nov", improve = "", photos = photos.take(1))),
            why = listOf(
                WhyLine("You showed Approaching on 12 Nov: Letter or essay.", "e2"),
                WhyLine("2 practice pieces inform you and lower nothing.", null),
            ),
            change = listOf("One more time at Demonstrating, in another kind of work.", "From 3 Dec."),
            ownWords = "",
            ownWordsDraft = "",
            ready = ReadyPart(null, "", ""),
            undo = null,
        )
        val said = usual.copy(
            ownWords = "I show where it says so, and why that helps.",
            ready = ReadyPart(
                Sureness.NOT_YET,
                "First: Use a quotation for each claim.",
                "Your last 3 practice pieces: 2 at Demonstrating, 1 at Approaching.",
            ),
        )
        val saved = usual.copy(undo = UndoBar("Saved", canUndo = true, canRedo = false), curve = Curves.first)
        val mastered = usual.copy(head = head(2), rubric = rubric(2))
        val practice = usual.copy(
            head = head(1, practiceOnly = true),
            places = listOf(open),
            curve = Curves.usual.copy(points = Curves.usual.points.take(3), line = emptyList()),
        )
        val empty = usual.copy(
            head = head(null),
            nextStep = null,
            rubric = rubric(null),
            places = listOf(open),
            curve = null,
            photos = emptyList(),
            pieces = emptyList(),
            feedback = emptyList(),
            why = listOf(WhyLine("Nothing counts toward the level yet.", null)),
            change = listOf("2 times at Demonstrating, in different kinds of work."),
        )
        val full = usual.copy(
            places = List(14) { usual.places[it % 2] } + open,
            curve = Curves.full,
            photos = List(12) { photos[it % 3].copy(attachment = "p$it") },
            feedback = List(20) { feedback },
        )
        val long = usual.copy(
            head = usual.head.copy(iCan = School.outcomes.joinToString(" ") { it.second }),
            nextStep = usual.nextStep?.copy(text = longStep),
            feedback = listOf(feedback.copy(wentWell = longStep, improve = longStep, nextStep = longStep)),
        )
    }

    object SelfAssess {
        private fun levels(texts: List<String>?) = List(4) { i ->
            val words = texts?.get(i)
            val spoken = listOfNotNull(School.levelWords[i], words).joinToString(". ")
            LevelOption("l$i", School.levelWords[i], sign(i), false, listOfNotNull(words), spoken)
        }

        val draft = WorkDraft(null, emptyList(), Support.ALONE, "", "", "")
        val usual = SelfAssessScreen(
            revision = 4u,
            outcome = "o2",
            code = School.outcomes[2].first,
            iCan = School.outcomes[2].second,
            rows = listOf(
                AssessRow("r1", "Choosing", levels(School.choosing)),
                AssessRow("r2", "Explaining", levels(School.explaining)),
                AssessRow("", "All in all", levels(null)),
            ),
            draft = draft,
            photos = emptyList(),
            documents = emptyList(),
            voice = SampleVoices.none,
            piece = null,
        )
        val typed = draft.copy(
            picks = listOf(RowPick("r1", "l2"), RowPick("r2", "l1")),
            text = "Some say that buses cannot wait. The town ran a trial in spring, and they could.",
            link = "school.org/trial",
            reflection = "I see both quotations in lines 3 and 7.",
        )
        val filled = usual.copy(draft = typed, photos = photos.take(2).map { it.copy(day = "", spoken = "Photo, not saved yet") })
        private const val PARAGRAPH = "My second paragraph, with the quotation about buses."
        val piece = usual.copy(piece = JudgedPiece(PARAGRAPH, photos.take(2), emptyList(), emptyList()))
        val long = filled.copy(iCan = School.outcomes.joinToString(" ") { it.second })
    }

    object Add {
        private val outcomes = School.outcomes.mapIndexed { i, (code, iCan) -> OutcomeChoice("o$i", code, iCan, false) }
        val usual = AddScreen(4u, outcomes, SelfAssess.draft, emptyList(), emptyList(), SampleVoices.none, null, null)
        val typed = SelfAssess.typed.copy(outcome = "o2", picks = emptyList())
        val filled = usual.copy(draft = typed, photos = SelfAssess.filled.photos)
        val spoken = usual.copy(voice = SampleVoices.heard)
        val written = usual.copy(documents = listOf(SampleDocuments.added))
        val saved = usual.copy(undo = UndoBar("Saved", canUndo = true, canRedo = false))
        val empty = usual.copy(
            outcomes = emptyList(),
            empty = Empty("Your class will stand here", "It is on its way from the school's server."),
        )
        val long = filled.copy(outcomes = outcomes.map { it.copy(iCan = "${it.iCan} ${it.iCan}") })
    }

    object Markup {
        val usual = MarkupScreen(
            revision = 4u,
            picture = ByteArray(0),
            width = 1280u,
            height = 960u,
            spoken = "Photo with 2 changes",
            canUndo = true,
            canRedo = false,
            pens = listOf(Pen("Orange", 0xD96B0Bu), Pen("Teal", 0x17605Cu), Pen("Dark", 0x1E1C17u), Pen("White", 0xFFFFFFu)),
            nibs = listOf(Nib("Medium", 0.008), Nib("Fine", 0.004), Nib("Broad", 0.02)),
            rubber = 0.07,
        )
        val tall = usual.copy(width = 720u, height = 1280u, canRedo = true)
        val untouched = usual.copy(spoken = "Photo without changes", canUndo = false)

        private fun spots(vararg at: Pair<Double, Double>) = at.map { (x, y) -> PhotoSpot(x, y) }

        /** Drawn with a finger, and not yet in the core's picture. */
        val pending = listOf(
            PhotoEdit.Draw(PhotoLine(spots(0.1 to 0.62, 0.3 to 0.66, 0.5 to 0.61, 0.7 to 0.65), 0.008), 0xD96B0Bu),
            PhotoEdit.Rub(PhotoLine(spots(0.15 to 0.12, 0.45 to 0.12), 0.07)),
        )
    }

    object Evidence {
        val usual = EvidenceScreen(
            revision = 4u,
            piece = "e1",
            outcome = "o2",
            code = School.outcomes[2].first,
            iCan = School.outcomes[2].second,
            title = "Photo",
            caption = "Added by Ms Ortiz, 12 Nov",
            text = "",
            link = null,
            photos = photos.take(2),
            voices = emptyList(),
            documents = emptyList(),
            judged = listOf("You said Approaching. Ms Ortiz said Demonstrating. What might Ms Ortiz have seen?"),
            isJudged = true,
            theirs = Theirs.SHOWN,
            history = listOf(
                HistoryLine("12 Nov", "Ms Ortiz added it."),
                HistoryLine("12 Nov", "Ms Ortiz judged it."),
                HistoryLine("13 Nov", "You judged it."),
            ),
            undo = null,
        )
        val folded = usual.copy(judged = emptyList(), isJudged = false, theirs = Theirs.FOLDED, history = usual.history.take(1))
        val saved = usual.copy(undo = UndoBar("Saved", canUndo = true, canRedo = false))
        val spoken = usual.copy(title = "Voice note", photos = emptyList(), voices = listOf(SampleVoices.ofRecord))
        val written = usual.copy(title = "File", photos = emptyList(), documents = SampleDocuments.ofPiece)
        val words = usual.copy(
            title = "Some say that buses cannot wait. The town ran a trial in…",
            caption = "Added by you, 19 Nov",
            text = "Some say that buses cannot wait. The town ran a trial in spring, and they could.\n\nI see both quotations.",
            link = "https://school.org/trial",
            photos = emptyList(),
            judged = listOf("You said Approaching.", "Choosing: You said Demonstrating.", "Explaining: You said Approaching."),
            theirs = Theirs.NOT_THERE,
        )
        val long = words.copy(text = List(12) { longStep }.joinToString(" "), iCan = School.outcomes.joinToString(" ") { it.second })
    }

    object Feedback {
        private fun row(i: Int, note: String) = FeedbackRow(
            "f$i",
            "From Ms Ortiz, ${24 - i} Nov",
            listOf("Use a quotation for each claim.", "Say who wrote each one.", "Read your ending aloud.")[i % 3],
            note,
            "From Ms Ortiz, ${24 - i} Nov. $note.",
        )

        val usual = FeedbackScreen(
            4u,
            listOf(row(0, "C3"), row(1, "C1 · Answered")),
            listOf(row(2, "C4 · Your question waits"), row(3, "C3 · You understand it")),
            null,
        )
        val empty = FeedbackScreen(
            4u,
            emptyList(),
            emptyList(),
            Empty("Feedback will stand here", "A teacher leaves it after looking at your work."),
        )
        val full = usual.copy(earlier = List(100) { row(it % 20, "C3").copy(feedback = "e$it") })
        val long = usual.copy(fresh = List(2) { row(it, "C3").copy(text = longStep) })
    }

    object Thread {
        val usual = ThreadScreen(
            revision = 4u,
            feedback = "f0",
            outcome = "o2",
            code = "C3",
            iCan = School.outcomes[2].second,
            step = NextStep("Use a quotation for each claim.", "o2", "From Ms Ortiz, 12 Nov"),
            stepBefore = null,
            stepSaid = null,
            wentWell = "Your two quotations fit.",
            improve = "Say who wrote each one.",
            resource = null,
            photos = emptyList(),
            voices = emptyList(),
            level = "Ms Ortiz said Approaching.",
            lines = emptyList(),
            isUnderstood = false,
            done = emptyList(),
            questionDraft = "",
            rewordingDraft = "",
            rewordingVoice = SampleVoices.none,
            undo = null,
        )
        val spoken = usual.copy(voices = listOf(SampleVoices.ofRecord, SampleVoices.coming))
        val rewording = usual.copy(rewordingVoice = SampleVoices.recorded)
        val said = usual.copy(stepSaid = SampleVoices.ofRecord, undo = UndoBar("Saved", canUndo = true, canRedo = false))
        val talked = usual.copy(
            step = NextStep("Find one sentence in the text for each thing I say.", "o2", "Next step, in your words"),
            stepBefore = "Use a quotation for each claim.",
            lines = listOf(
                ThreadLine(true, "You, 13 Nov", "Does a number from the article count as a quotation?"),
                ThreadLine(false, "Ms Ortiz, 14 Nov", "Yes, if you say where it stands."),
            ),
            isUnderstood = true,
            done = listOf(DoneLine("19 Nov: you added work. My second paragraph", "e1"), DoneLine("19 Nov: you judged your work.", "e1")),
            undo = UndoBar("Saved", canUndo = true, canRedo = false),
        )
        val long = talked.copy(
            step = talked.step?.copy(text = longStep),
            stepBefore = longStep,
            wentWell = longStep,
            improve = longStep,
            lines = List(6) { talked.lines[it % 2].copy(text = longStep) },
        )
    }

    object Sync {
        val sent = SyncScreen(9u, "Everything is sent.", "Last contact at 10:42", null, canTryNow = false, null, emptyList(), emptyList())
        val fetching = sent.copy(status = "Sending", fetching = Fetching("Fetching: 1200 of 5800", 206u))
        val usual = sent.copy(
            headline = "3 not sent yet. They are safe on this tablet.",
            status = "Sending",
            queue = listOf(
                QueueRow("Level for \u2068Amara O.\u2069: C3", "Until you leave this student"),
                QueueRow("Next step for \u2068Amara O.\u2069: C3", "Until you leave this student"),
                QueueRow("1 photo, voice note or file", "It follows its record"),
            ),
        )
        val offline = usual.copy(
            status = "No network. The next try comes by itself.",
            canTryNow = true,
            queue = usual.queue.map {
                it.copy(reason = "Until there is a network")
            },
        )
        val refused = offline.copy(
            refused = listOf(RefusedRow("Level for \u2068ליان ח.\u2069: C3", "This student is not in your class now. Ask the office.")),
        )
        val setAside = offline.copy(
            setAside = SetAside(
                "Damaged data was set aside. Saved from it: records 3, photos 1.",
                "The rest comes again from the school's server.",
            ),
        )
        val full = refused.copy(queue = List(200) { usual.queue[it % 3] })
        val long = refused.copy(
            refused = List(2) {
                refused.refused[0].copy(text = "Level for \u2068Aarav Krishnamurthy-Venkataraman\u2069: ${School.outcomes[2].second}")
            },
        )
    }
}
