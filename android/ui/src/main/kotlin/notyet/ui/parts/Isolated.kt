package notyet.ui.parts

/**
 * What a person or a school wrote, to stand after or before words of ours: marked off (U+2068 … U+2069), so that it keeps its own
 * direction and the stop at its end. The core does the same in its sentences.
 */
fun isolated(text: String): String = "\u2068$text\u2069"
