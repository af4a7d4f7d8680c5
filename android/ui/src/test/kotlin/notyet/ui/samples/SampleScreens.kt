package notyet.ui.samples

import notyet.core.Banner
import notyet.core.BannerKind
import notyet.core.CaptureScreen
import notyet.core.CellLight
import notyet.core.ClassChoice
import notyet.core.Empty
import notyet.core.FeedbackCard
import notyet.core.Fetching
import notyet.core.HomeScreen
import notyet.core.IdleChoice
import notyet.core.JoinCandidate
import notyet.core.JoinRow
import notyet.core.KindChoice
import notyet.core.LevelOption
import notyet.core.MeScreen
import notyet.core.NamingScreen
import notyet.core.NextStep
import notyet.core.OutcomeChoice
import notyet.core.OutcomeHead
import notyet.core.OutcomeRow
import notyet.core.OutcomeScreen
import notyet.core.PhotoState
import notyet.core.PhotoTile
import notyet.core.PickerRow
import notyet.core.PickerScreen
import notyet.core.PickerWay
import notyet.core.Place
import notyet.core.QueueRow
import notyet.core.RefusedRow
import notyet.core.RubricCell
import notyet.core.RubricRow
import notyet.core.SessionScreen
import notyet.core.SessionState
import notyet.core.SetAside
import notyet.core.Sign
import notyet.core.SignOutScreen
import notyet.core.StudentScreen
import notyet.core.SyncScreen
import notyet.core.TodayRow
import notyet.core.TodayScreen
import notyet.core.UndoBar

/** The demonstration school as the core's records: what each screen is filled with, and the ends of what it may be filled with. */
object SampleScreens {
    private fun isolated(name: String) = "\u2068$name\u2069"

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
        )
        val doors = usual.copy(rows = listOf(waits, forgotten.copy(id = "p4"), row("p5", "Amara", PickerWay.OPENS)))
        val full = usual.copy(rows = List(12) { row("q$it", School.names[it], PickerWay.ASKS_PIN) })
        val long = usual.copy(
            rows = List(3) { row("q$it", "Aarav Krishnamurthy-Venkatarama", PickerWay.ASKS_PIN, "3 things wait for Aarav.") },
        )
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

    object Today {
        private fun rows(names: List<String>) = names.mapIndexed { i, name ->
            val reason = if (i % 3 == 0) "No feedback yet" else "Feedback on ${i % 20 + 1} Nov"
            TodayRow("s$i", isolated(name), initials(name), reason, "$name. $reason.")
        }

        val usual = TodayScreen(
            revision = 12u,
            date = "Tuesday 24 November",
            classes = listOf(ClassChoice("7b", "7B", true), ClassChoice("7d", "7D", false)),
            students = rows(School.names),
            joining = emptyList(),
            banner = null,
            undo = UndoBar("1 saved", canUndo = true, canRedo = false),
            footer = "Saved today: 28",
            empty = null,
        )
        val joining = usual.copy(
            banner = Banner(BannerKind.JOINING, "1 student asks to join.", "See"),
            joining = listOf(JoinRow("r1", "amara okafr", School.names.mapIndexed { i, name -> JoinCandidate("s$i", isolated(name)) })),
        )
        val offline = usual.copy(banner = notSent)
        val setAside = usual.copy(banner = Banner(BannerKind.SET_ASIDE, "Damaged data was set aside. See what was saved.", "See"))
        val empty = usual.copy(
            classes = emptyList(),
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
            students = rows(List(6) { "Aarav Krishnamurthy-Venkataraman de la Concepción-Wiśniewska" }),
            banner = Banner(BannerKind.SIGNED_OUT, "The school's server does not know this device. Your work is kept.", "See"),
        )
    }

    object Student {
        val usual = StudentScreen(12u, "s0", isolated("Amara Okafor"), "AO", "7B", agreed, List(7) { row(it) }, photos, null)
        val empty = usual.copy(
            name = "Bo Li",
            nextStep = null,
            outcomes = emptyList(),
            photos = emptyList(),
            empty = Empty("Outcomes will stand here", "The school's office adds them to the course."),
        )
        val full = usual.copy(
            outcomes = List(60) { row(it) },
            photos = List(12) { photos[it % 3].copy(attachment = "p$it") },
        )
        val long = usual.copy(
            name = isolated("Aarav Krishnamurthy-Venkataraman"),
            nextStep = agreed.copy(text = longStep),
            outcomes = List(4) { row(it).copy(iCan = "${row(it).iCan} ${row(it + 1).iCan}") },
        )
    }

    object Capture {
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

        val usual = CaptureScreen(
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
            nextStep = "",
            photos = photos,
            undo = null,
            notSent = null,
        )
        val saved = usual.copy(levels = levels(2), undo = UndoBar("Saved", canUndo = true, canRedo = false))
        val takenBack = usual.copy(undo = UndoBar("Taken back", canUndo = false, canRedo = true))
        val offline = saved.copy(notSent = "3 not sent yet. They are safe on this tablet.")
        val practice = usual.copy(atBatAllowed = false, kinds = kinds.mapIndexed { i, kind -> kind.copy(chosen = i == 0) })
        val empty = usual.copy(name = isolated("Bo L."), agreed = null, photos = emptyList(), head = head(null))
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

        private val open = Place(null, "", "", "Open for your next chance")
        private val feedback =
            FeedbackCard("From Ms Ortiz, 12 Nov", "Your two quotations fit.", "Say who wrote each one.", "Use a quotation for each claim.")

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
            photos = photos,
            feedback = listOf(feedback, feedback.copy(caption = "From Mr Adeyemi, 3 Nov", improve = "")),
            why = listOf("You showed Approaching on 12 Nov: Letter or essay.", "2 practice pieces inform you and lower nothing."),
            change = listOf("One more time at Demonstrating, in another kind of work.", "From 3 Dec."),
        )
        val mastered = usual.copy(head = head(2), rubric = rubric(2))
        val practice = usual.copy(head = head(1, practiceOnly = true), places = listOf(open))
        val empty = usual.copy(
            head = head(null),
            nextStep = null,
            rubric = rubric(null),
            places = listOf(open),
            photos = emptyList(),
            feedback = emptyList(),
            why = listOf("Nothing counts toward a level yet."),
            change = listOf("2 times at Demonstrating, in different kinds of work."),
        )
        val full = usual.copy(
            places = List(14) { usual.places[it % 2] } + open,
            photos = List(12) { photos[it % 3].copy(attachment = "p$it") },
            feedback = List(20) { feedback },
        )
        val long = usual.copy(
            head = usual.head.copy(iCan = School.outcomes.joinToString(" ") { it.second }),
            nextStep = usual.nextStep?.copy(text = longStep),
            feedback = listOf(feedback.copy(wentWell = longStep, improve = longStep, nextStep = longStep)),
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
                QueueRow("1 photo", "The photo follows its record"),
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
