//! Line by line: reads cases and writes answers, holding one line at a time. What has been answered is on its way
//! before more input is waited for.

use crate::Answers;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

/// A line longer than this is not read: memory is for one case, and this is thousands of results.
const LONGEST: usize = 64 * 1024 * 1024;

/// Answers every line of the input. Ends with the input; an error is one of reading or writing.
pub fn answer_all(input: impl Read, output: impl Write) -> io::Result<()> {
    answer_lines(input, output, LONGEST)
}

fn answer_lines(input: impl Read, mut output: impl Write, longest: usize) -> io::Result<()> {
    let answers = Answers::default();
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
        line.clear();
        let Some(whole) = read_line(&mut input, &mut line, longest)? else { return output.flush() };
        number += 1;
        let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
        let answer =
            if whole { answers.answer(number, line) } else { Some(answers.too_long(number, longest)) };
        if let Some(answer) = answer {
            writeln!(output, "{answer}")?;
        }
    }
}

/// Reads up to the next line break, or to the end. `None`: there is nothing more; false: the line is too long, and
/// was passed over.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, longest: usize) -> io::Result<Option<bool>> {
    let (mut begun, mut whole) = (false, true);
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            return Ok(begun.then_some(whole));
        }
        begun = true;
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        whole = whole && line.len() + part.len() <= longest;
        if whole {
            line.extend_from_slice(part);
        } else {
            line.clear();
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Some(whole));
        }
    }
}

impl Answers {
    fn too_long(&self, number: u64, longest: usize) -> String {
        self.error(number, None, format_args!("is longer than {longest} bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::rc::Rc;

    fn answered(input: impl Read) -> Vec<String> {
        let mut output = Vec::new();
        answer_all(input, &mut output).unwrap();
        String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn lines_are_answered_in_order_and_empty_ones_passed_over_but_counted() {
        let lines = answered(&b"\xef\xbb\xbf{\"id\": 1}\r\n\n  \n{\"id\": 2}\n\xff\n{\"id\": [3]}"[..]);
        assert_eq!(
            lines,
            [
                r#"{"id":1,"error":"line 1: method: is not there"}"#,
                r#"{"id":2,"error":"line 4: method: is not there"}"#,
                r#"{"id":null,"error":"line 5: is not UTF-8 after byte 0"}"#,
                r#"{"id":[3],"error":"line 6: method: is not there"}"#,
            ]
        );
        assert_eq!(answered(&b""[..]), [""; 0]);
    }

    #[test]
    fn a_line_too_long_for_memory_is_named_and_the_next_one_is_read() {
        let long =
            |length: usize| format!("{{\"id\": 1, \"x\": \"{}\"}}\n{{\"id\": 2}}", "x".repeat(length - 18));
        let answered = |length: usize| {
            let mut output = Vec::new();
            answer_lines(long(length).as_bytes(), &mut output, 100_000).unwrap();
            String::from_utf8(output).unwrap()
        };
        let second = r#"{"id":2,"error":"line 2: method: is not there"}"#;
        assert_eq!(
            answered(100_000),
            format!("{}\n{second}\n", r#"{"id":1,"error":"line 1: method: is not there"}"#)
        );
        assert_eq!(
            answered(100_001),
            format!("{}\n{second}\n", r#"{"id":null,"error":"line 1: is longer than 100000 bytes"}"#)
        );
    }

    /// Gives one line at a time, and notes what had been flushed when it was asked for the next.
    struct Asking {
        lines: Vec<&'static [u8]>,
        flushed: Rc<RefCell<usize>>,
        seen: Vec<usize>,
        interrupted: bool,
    }

    impl Read for &mut Asking {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if std::mem::take(&mut self.interrupted) {
                return Err(ErrorKind::Interrupted.into());
            }
            self.seen.push(*self.flushed.borrow());
            let Some(line) = self.lines.pop() else { return Ok(0) };
            buffer[..line.len()].copy_from_slice(line);
            Ok(line.len())
        }
    }

    #[derive(Default)]
    struct Flushing {
        lines: usize,
        flushed: Rc<RefCell<usize>>,
    }

    impl Write for &mut Flushing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.lines += bytes.iter().filter(|byte| **byte == b'\n').count();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            *self.flushed.borrow_mut() = self.lines;
            Ok(())
        }
    }

    #[test]
    fn an_answer_is_sent_before_more_input_is_waited_for() {
        let mut output = Flushing::default();
        let mut input = Asking {
            lines: vec![b"\"}\n", b"{}\n{\"id\": \"half of it", b"{}\n"],
            flushed: output.flushed.clone(),
            seen: vec![],
            interrupted: true,
        };
        answer_all(&mut input, &mut output).unwrap();
        assert_eq!(input.seen, [0, 1, 2, 3]);
    }

    #[test]
    fn a_reader_that_breaks_ends_it_with_its_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(ErrorKind::ConnectionReset.into())
            }
        }
        let ended = answer_all(Broken, io::sink());
        assert_eq!(ended.map_err(|error| error.kind()), Err(ErrorKind::ConnectionReset));
    }
}
