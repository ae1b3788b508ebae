//! Running other programs from the repository's root, with a progress line for each step.

use crate::workspace::root;
use crate::{Outcome, TaskError};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A command that runs in the repository's root.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// A cargo command line, for the cargo that runs this program.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&program, arguments)
}

/// Runs a command and shows what it prints.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(cannot_run(command))?;
    if status.success() { Ok(()) } else { Err(TaskError::new(format!("{} failed", shown(command)))) }
}

/// Runs a command and returns what it prints on standard output.
pub(crate) fn read(command: &mut Command) -> Result<String, TaskError> {
    let output = command.output().map_err(cannot_run(command))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(TaskError::new(format!("{} failed: {error}", shown(command))))
    }
}

/// Runs a command, shows each line of its standard output, and returns all of it with whether the command succeeded.
pub(crate) fn watch(command: &mut Command) -> Result<(String, bool), TaskError> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(cannot_run(command))?;
    let mut seen = String::new();
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line.map_err(TaskError::during("read a test's output"))?;
        println!("{line}");
        seen.push_str(&line);
        seen.push('\n');
    }
    let status = child.wait().map_err(TaskError::during("wait for a test"))?;
    Ok((seen, status.success()))
}

/// Becomes another program, so that it alone gets Ctrl-C and its status is the status of the command.
#[cfg(unix)]
pub(crate) fn replace_with(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(cannot_run(command)(error))
}

/// Runs another program in the foreground.
#[cfg(not(unix))]
pub(crate) fn replace_with(command: &mut Command) -> Outcome {
    run(command)
}

/// Says what begins, does it, and says how long it took.
pub(crate) fn step<T>(name: &str, action: impl FnOnce() -> Result<T, TaskError>) -> Result<T, TaskError> {
    println!("==> {name}");
    let began = Instant::now();
    let result = action();
    let seconds = began.elapsed().as_secs_f32();
    match &result {
        Ok(_) => println!("    {name}: done in {seconds:.1} s"),
        Err(error) => println!("    {name}: FAILED in {seconds:.1} s: {error}"),
    }
    result
}

fn cannot_run(command: &Command) -> impl Fn(std::io::Error) -> TaskError {
    let shown = shown(command);
    move |error| TaskError::new(format!("cannot run {shown}: {error}"))
}

fn shown(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words: Vec<_> = std::iter::once(program.to_string_lossy()).chain(arguments).collect();
    format!("`{}`", words.join(" "))
}
