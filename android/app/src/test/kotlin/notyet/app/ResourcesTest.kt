package notyet.app

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element
import org.w3c.dom.NodeList
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

/** What the Android build would find out about the manifest and the resources, as far as it can be seen without it. */
class ResourcesTest {
    private val main = checkNotNull(
        generateSequence(File("").absoluteFile) { it.parentFile }
            .flatMap { sequenceOf(File(it, "src/main"), File(it, "android/app/src/main")) }
            .firstOrNull { File(it, "AndroidManifest.xml").exists() },
    )
    private val xml = File(main, "res").walk().filter { it.extension == "xml" }.toList()

    @Test
    fun `every class that the manifest names is there`() {
        val manifest = parse(File(main, "AndroidManifest.xml"))
        val named = listOf("application", "activity", "provider", "service")
            .flatMap { manifest.getElementsByTagName(it).elements() }
            .map { it.getAttribute("android:name") }
        assertEquals(5, named.size)
        for (name in named) Class.forName("notyet.app$name", false, javaClass.classLoader)
    }

    @Test
    fun `every resource that a file names is there`() {
        val files = xml.map { "${it.parentFile.name.substringBefore('-')}/${it.nameWithoutExtension}" }
        val values = xml.filter { it.parentFile.name == "values" }.flatMap { parse(it).documentElement.childNodes.elements() }
            .map { "${it.tagName}/${it.getAttribute("name")}" }
        val there = (files + values).toSet()
        val asked = (xml + File(main, "AndroidManifest.xml")).flatMap { Regex("\"@(\\w+/\\w+)\"|>@(\\w+/\\w+)<").findAll(it.readText()) }
            .map { found -> found.groupValues.drop(1).first { it.isNotEmpty() } }
        assertTrue(asked.size > 10)
        assertEquals(emptyList<String>(), asked.filter { it !in there })
    }

    @Test
    fun `the stand-in for R has the names of the texts`() {
        val texts = strings().map { it.getAttribute("name") }
        assertEquals(texts, R.string::class.java.fields.map { it.name }.filter { it in texts || it.first().isLowerCase() })
    }

    @Test
    fun `each language has every text`() {
        val texts = strings().map { it.getAttribute("name") }
        for (folder in listOf("values-es", "values-ar")) {
            val said = parse(File(main, "res/$folder/strings.xml")).getElementsByTagName("string").elements()
            assertEquals(folder, texts, said.map { it.getAttribute("name") })
        }
    }

    @Test
    fun `no text blames anyone`() {
        for (text in strings().map { it.textContent }) assertFalse(text, Regex("(?i)fail|wrong|bad|invalid").containsMatchIn(text))
    }

    @Test
    fun `the first frame's colours are those of the screens`() {
        val tokens = checkNotNull(generateSequence(main) { it.parentFile }.firstOrNull { File(it, "design/tokens.toml").exists() })
        val lines = File(tokens, "design/tokens.toml").readLines()
        for ((folder, mode) in listOf("values" to "light", "values-night" to "dark")) {
            for (colour in parse(File(main, "res/$folder/colors.xml")).getElementsByTagName("color").elements()) {
                val name = colour.getAttribute("name")
                val line = lines.first { it.startsWith("$name = {") }
                assertTrue("$mode $name", "$mode = \"${colour.textContent}\"" in line)
            }
        }
    }

    @Test
    fun `nothing is backed up, and the phone is turned as its owner likes`() {
        val manifest = File(main, "AndroidManifest.xml").readText()
        assertTrue("android:allowBackup=\"false\"" in manifest)
        assertFalse("screenOrientation" in manifest)
        for (rules in listOf("data_extraction_rules", "full_backup_content")) {
            val root = parse(File(main, "res/xml/$rules.xml"))
            assertEquals(0, root.getElementsByTagName("include").length)
        }
    }

    private fun strings() = parse(File(main, "res/values/strings.xml")).getElementsByTagName("string").elements()

    private fun parse(file: File) = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file)

    private fun NodeList.elements(): List<Element> = (0 until length).map { item(it) }.filterIsInstance<Element>()
}
