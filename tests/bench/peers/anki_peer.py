"""Two collections of Anki and Anki's own sync server, for comparison: anki_peer.py FOLDER.

Says "ready". Then each line of standard input is a number: so many fresh notes are added to the first collection, which
is not timed; that one syncs, and then the other one does. Answers {"push_ms": …, "pull_ms": …}. "end" ends it. Anki is
PyPI's package as it is, its server a process of its own.
"""

import json
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path

from anki.collection import AddNoteRequest, Collection

FRONTS = ["Use a quotation for each claim", "Say what each quotation shows", "Name the source", "Draw the two cases"]
BACKS = ["Your claim is clear", "You checked your units", "You tried a second way", "You listened before you answered"]


def main() -> None:
    folder = Path(sys.argv[1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"SYNC_USER1": "ana:secret", "SYNC_BASE": str(folder / "server"), "SYNC_HOST": "127.0.0.1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"],
        env=os.environ | settings | {"SYNC_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        listens(server, port)
        serve(folder, f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait()


def listens(server: subprocess.Popen, port: int) -> None:
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("Anki's sync server ended before it listened")


def serve(folder: Path, endpoint: str) -> None:
    first, second = (Collection(str(folder / name)) for name in ("first.anki2", "second.anki2"))
    auth = first.sync_login("ana", "secret", endpoint)
    # An empty collection goes whole; from then on only what is new does.
    for collection, upload in ((first, True), (second, False)):
        collection.sync_collection(auth, False)
        collection.close_for_full_sync()
        collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
        collection.reopen(after_full_sync=True)
    say("ready")
    made = 0
    for line in sys.stdin:
        if line.strip() == "end":
            break
        count = int(line)
        add(first, made, count)
        made += count
        times = {"push_ms": synced(first, auth), "pull_ms": synced(second, auth)}
        if second.note_count() != made:
            raise SystemExit(f"{second.note_count()} of {made} notes came")
        say(json.dumps(times))
    first.close()
    second.close()


def add(collection: Collection, made: int, count: int) -> None:
    kind = collection.models.by_name("Basic")
    requests = []
    for nth in range(made, made + count):
        note = collection.new_note(kind)
        note["Front"] = f"{random.choice(FRONTS)} {nth}"
        note["Back"] = random.choice(BACKS)
        note.tags = [f"outcome{nth % 40}"]
        requests.append(AddNoteRequest(note=note, deck_id=1))
    collection.add_notes(requests)


def synced(collection: Collection, auth) -> float:
    began = time.perf_counter()
    said = collection.sync_collection(auth, False)
    took = (time.perf_counter() - began) * 1000
    if said.required != said.NO_CHANGES:
        raise SystemExit(f"a sync of Anki asks for more: {said}")
    return took


def say(line: str) -> None:
    print(line, flush=True)


main()
