"""Broken variants of the protocol, which the harness must catch: they prove that it looks.

All of them are put into one scratch copy of the sources and built once; the environment chooses which one is alive.
The product itself knows nothing of them. A rule that no longer finds its place in the sources is an error.
"""

import os
import random
import re
import shutil
import subprocess
from dataclasses import dataclass

import cuts
import day
import races
import recording
from office import REPOSITORY, read

SWITCH = """import Foundation

package enum Mutation {
    private static let chosen = ProcessInfo.processInfo.environment["CHUNGTHUC_MUTANT"]
    package static func on(_ name: String) -> Bool { chosen == name }
}
"""


@dataclass
class Edit:
    file: str
    old: str
    new: str


MUTANTS = {
    "no-file-fsync": "new files are not synced",
    "no-folder-fsync": "folders are never synced",
    "no-work-folder-fsync": "the name of a work file is not synced before the commit",
    "no-target-fsync": "a rename syncs only the folder that the file left",
    "synchronous-normal": "the ledger syncs at checkpoints only",
    "publish-before-commit": "P4 before P3 where new bytes are made",
    "relocate-before-commit": "P4 before P3 where bytes stay as they are",
    "unlink-before-commit": "intake removes the scan before its commit",
    "unlink-document-before-commit": "signing and sealing remove the document before the commit of what is made of it",
    "finish-before-publish": "P6 before P4",
    "number-outside-transaction": "the counter moves in a transaction of its own, the entry follows",
    "number-anew-at-retry": "a retry of sealing does not find the number that the dossier has",
    "outbox-after-commit": "the deliveries are written after the commit of the seal",
    "sent-before-accepted": "a mail is noted as sent before the channel took it",
    "state-apart-from-step": "the dossier's state and the step's phase are two transactions",
    "recovery-by-name": "recovery believes a name without looking at the bytes",
    "recovery-removes-by-name": "recovery removes what stands under the source's name without looking at the bytes",
    "recovery-drops-committed": "recovery takes a committed step for done",
    "recovery-keeps-prepared": "recovery leaves prepared steps open",
    "recovery-sweeps-first": "recovery clears the work folder before it completes the steps",
    "no-requeue": "attempts that were under way stay so for ever",
    "old-scan-overwritten": "a new scan is written over the old one",
    "reason-after-move": "what is refused is moved before its reason is written",
    "maildir-in-place": "mails are written where the reader finds them",
    "mail-not-frozen-in-time": "the message is written after the commit",
    "no-exclusive-create": "work files are opened without O_EXCL",
    "no-noreplace": "a rename replaces what stands under the name",
    "no-source-recheck": "the source is removed without a second look",
    "retired-source-returns": "a removal that a crash cut in half is undone, not finished",
    "refusal-in-parts": "a scan and its sidecar are refused one after the other, without a note",
    "forgets-source": "the source of an intake stays where it is",
}

# The act in which a mutant does its harm: its cuts are tried before those of the others.
WHERE = {
    "unlink-before-commit": "scans arrive",
    "forgets-source": "scans arrive",
    "retired-source-returns": "scans arrive",
    "refusal-in-parts": "scans arrive",
    "no-source-recheck": "scans arrive",
    "reason-after-move": "scans arrive",
    "old-scan-overwritten": "edit",
    "unlink-document-before-commit": "sign",
    "publish-before-commit": "sign",
    "relocate-before-commit": "stamp",
    "number-outside-transaction": "stamp",
    "number-anew-at-retry": "stamp",
    "outbox-after-commit": "stamp",
    "sent-before-accepted": "stamp",
    "no-requeue": "stamp",
    "maildir-in-place": "stamp",
    "mail-not-frozen-in-time": "stamp",
}

S, P, L = "Sources/Spool/", "Sources/Pipeline/", "Sources/Ledger/"

EDITS = [
    Edit(
        S + "NewFile.swift",
        "        try descriptor.sync(path)\n        let status = try descriptor.status(path)\n        try directory.sync()\n",
        """        if !on("no-file-fsync") { try descriptor.sync(path) }
        let status = try descriptor.status(path)
        if !on("no-work-folder-fsync") { try directory.sync() }
""",
    ),
    Edit(
        S + "NewFile.swift",
        "O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC",
        'O_WRONLY | O_CREAT | (on("no-exclusive-create") ? 0 : O_EXCL) | O_NOFOLLOW | O_CLOEXEC',
    ),
    Edit(
        S + "Directory.swift",
        "package func sync() throws(SpoolFault) { try SharedSync.sync(descriptor, path) }",
        'package func sync() throws(SpoolFault) { if !on("no-folder-fsync") { try SharedSync.sync(descriptor, path) } }',
    ),
    Edit(
        S + "Directory.swift",
        "        try target.sync()\n        if target",
        '        if !on("no-target-fsync") { try target.sync() }\n        if target',
    ),
    Edit(
        S + "Directory.swift",
        "        try target.sync()\n        return true",
        '        if !on("no-target-fsync") { try target.sync() }\n        return true',
    ),
    Edit(
        S + "Directory.swift",
        "csys_rename_no_replace(number, old, target.number, new)",
        'on("no-noreplace") ? renameat(number, old, target.number, new) : csys_rename_no_replace(number, old, target.number, new)',
    ),
    Edit(
        S + "ReadableFile+TakeIn.swift",
        "        try target.sync()\n        if target",
        '        if !on("no-target-fsync") { try target.sync() }\n        if target',
    ),
    Edit(
        S + "PublishedFile.swift",
        "        guard let now = try directory.status(of: name) else { return .alreadyGone }\n        guard now",
        """        if on("no-source-recheck") { return try directory.remove(name) ? .removed : .alreadyGone }
        guard let now = try directory.status(of: name) else { return .alreadyGone }
        guard now""",
    ),
    Edit(
        S + "SetAside.swift",
        "            guard try move(name, to: target, explainedAs: candidate) else { continue }\n",
        """            if on("reason-after-move") {
                try ReasonFile.discardPrepared(for: candidate, in: target)
                try move(name, to: target, as: candidate)
                try ReasonFile.write(reason, for: candidate, in: target)
                return candidate
            }
            guard try move(name, to: target, explainedAs: candidate) else { continue }
""",
    ),
    Edit(
        L + "Ledger.swift",
        '            try database.execute(sql: "PRAGMA synchronous = FULL")\n            guard try',
        """            if on("synchronous-normal") { return try database.execute(sql: "PRAGMA synchronous = NORMAL") }
            try database.execute(sql: "PRAGMA synchronous = FULL")
            guard try""",
    ),
    Edit(
        P + "Steps/Office+Steps.swift",
        """        let committed = try await commit(step, plan, hash: result.digest, bytes: result.size)
        do {
            let target = try layout.makeAndOpen(plan.folder)
""",
        """        if on("publish-before-commit") {
            let (digest, size) = (result.digest, result.size)
            let published = try result.publish(as: plan.name, in: try layout.makeAndOpen(plan.folder))
            try document.retire(to: published)
            let committed = try await commit(step, plan, hash: digest, bytes: size)
            try await clean(committed)
            return committed
        }
        if on("unlink-document-before-commit") { _ = try document.folder.remove(document.source.name) }
        let committed = try await commit(step, plan, hash: result.digest, bytes: result.size)
        if on("finish-before-publish") { try await ledger.finish([committed]) }
        do {
            let target = try layout.makeAndOpen(plan.folder)
""",
    ),
    Edit(
        P + "Steps/Office+Steps.swift",
        "        let committed = try await commit(step, plan, hash: document.digest, bytes: document.source.size)\n",
        """        if on("relocate-before-commit") {
            let (digest, size) = (document.digest, document.source.size)
            try document.publish(as: plan.name, in: try layout.makeAndOpen(plan.folder), digest: digest)
            let committed = try await commit(step, plan, hash: digest, bytes: size)
            try await clean(committed)
            return committed
        }
        let committed = try await commit(step, plan, hash: document.digest, bytes: document.source.size)
        if on("finish-before-publish") { try await ledger.finish([committed]) }
""",
    ),
    Edit(
        P + "Stages/Intake/Office+Intake.swift",
        "            committed = try await commit(step, plan, hash: taken.digest, bytes: taken.size)\n",
        """            if on("unlink-before-commit") { _ = try scan.file.directory.remove(scan.file.name) }
            committed = try await commit(step, plan, hash: taken.digest, bytes: taken.size)
            if on("finish-before-publish") { try await ledger.finish([committed]) }
""",
    ),
    Edit(
        P + "Stages/Intake/Office+Intake.swift",
        "                try published.retire(scan.file)\n",
        '                if !on("forgets-source") { try published.retire(scan.file) }\n',
    ),
    Edit(
        L + "Ledger+Numbers.swift",
        "        try await write { database in\n            if let entry = try database.issuedEntry(of: request.dossier) { return entry }\n",
        """        var early: Int?
        if on("number-outside-transaction") {
            early = try await write { database in
                guard try database.issuedEntry(of: request.dossier) == nil else { return nil }
                let dossier = try database.dossier(request.dossier)
                return try database.nextNumber(of: try database.book(for: request, office: dossier.office), on: request.date)
            }
        }
        let given = early
        return try await write { database in
            if !on("number-anew-at-retry"), let entry = try database.issuedEntry(of: request.dossier) { return entry }
""",
    ),
    Edit(
        L + "Ledger+Numbers.swift",
        "            let number = try database.nextNumber(of: book, on: request.date)\n",
        "            let number = try given ?? database.nextNumber(of: book, on: request.date)\n",
    ),
    Edit(
        L + "Ledger+Steps.swift",
        "        try await write { database in\n            // The very step",
        """        if on("state-apart-from-step") {
            try await write { database in
                let previous = step.from == nil ? nil : try database.dossier(step.code)
                try database.save(
                    try previous.changed(by: outcome, step),
                    over: previous,
                    kind: .transition(step.transition),
                    note: nil,
                    outcome.occasion
                )
            }
        }
        let committed: CommittedStep = try await write { database in
            // The very step""",
    ),
    Edit(
        L + "Ledger+Steps.swift",
        """            let dossier = try previous.changed(by: outcome, step)
            try database.save(
                dossier,
                over: previous,
                kind: .transition(step.transition),
                note: outcome.change.reason ?? outcome.note,
                outcome.occasion
            )
""",
        """            if !on("state-apart-from-step") {
                let dossier = try previous.changed(by: outcome, step)
                try database.save(
                    dossier,
                    over: previous,
                    kind: .transition(step.transition),
                    note: outcome.change.reason ?? outcome.note,
                    outcome.occasion
                )
            }
""",
    ),
    Edit(
        L + "Ledger+Steps.swift",
        "            try database.enqueue(outcome.deliveries,",
        '            try on("outbox-after-commit") ? () : database.enqueue(outcome.deliveries,',
    ),
    Edit(
        L + "Ledger+Steps.swift",
        "            return CommittedStep(prepared: current, targetPath: outcome.file.path, resultHash: outcome.file.hash)\n        }\n",
        """            return CommittedStep(prepared: current, targetPath: outcome.file.path, resultHash: outcome.file.hash)
        }
        if on("outbox-after-commit") {
            try await write { try $0.enqueue(outcome.deliveries, for: .dossier(step.code), outcome.occasion) }
        }
        return committed
""",
    ),
    Edit(
        P + "Stages/Dispatch/Office+Attempts.swift",
        "        let result: DeliveryOutcome\n        if let trouble",
        """        let result: DeliveryOutcome
        if on("sent-before-accepted") {
            _ = try await ledger.recordAttempt(delivery.id, .accepted(detail: ""), at: clock.now())
            _ = await send(delivery)
            return delivery.dossier
        }
        if let trouble""",
    ),
    Edit(
        P + "Stages/Dispatch/Office+Freezing.swift",
        '        return DeliveryDraft(\n            recipient: route?.recipient ?? "",\n',
        """        if on("mail-not-frozen-in-time") {
            let (name, hash, messages) = (file.name, file.digest, try layout.open(.messages))
            let bytes = try messages.openRegular(name).bytes(limit: 1 << 26)
            try file.discard()
            Task {
                try await Task.sleep(for: .milliseconds(30))
                var late = try messages.create(name)
                try late.write(bytes)
                _ = try late.sync()
            }
            return DeliveryDraft(
                recipient: route?.recipient ?? "",
                channel: route?.channel ?? .email,
                messageID: messageID.text,
                message: MessageFile(name: name.bytes, hash: hash)
            )
        }
        return DeliveryDraft(
            recipient: route?.recipient ?? "",
""",
    ),
    Edit(
        P + "Steps/Office+Completion.swift",
        "        if try directory.published(name, expecting: step.resultHash) == nil {\n",
        """        if try on("recovery-by-name")
            ? directory.status(of: name) == nil : directory.published(name, expecting: step.resultHash) == nil
        {
""",
    ),
    Edit(
        P + "Steps/Office+Completion.swift",
        "        guard try file.digest() == hash else {\n            logger",
        '        guard try on("recovery-removes-by-name") || file.digest() == hash else {\n            logger',
    ),
    Edit(
        P + "Steps/Office+Completion.swift",
        "        if step.prepared.transition == .replaceScan { try keepReplacedScan(of: step) }\n",
        """        if step.prepared.transition == .replaceScan, on("old-scan-overwritten"),
            let desk = step.prepared.deskPath.flatMap({ SpoolPath(bytes: $0) }), let (folder, old) = try layout.locate(desk)
        {
            try folder.remove(old)
        }
        if step.prepared.transition == .replaceScan { try keepReplacedScan(of: step) }
""",
    ),
    Edit(
        P + "Steps/Office+Completion.swift",
        "        guard try !directory.finishRemoval(of: name, holding: hash),",
        """        if on("retired-source-returns") { try directory.restoreRetired(name) }
        guard try !directory.finishRemoval(of: name, holding: hash),""",
    ),
    Edit(
        P + "Stages/Intake/Office+Refusal.swift",
        "        guard names.count > 1 else {\n",
        '        guard names.count > 1, !on("refusal-in-parts") else {\n',
    ),
    Edit(
        P + "Recovery.swift",
        """        for step in try await ledger.openSteps() {
            switch step {
            case .prepared(let step): prepared.append(step)
""",
        """        if on("recovery-sweeps-first") {
            let work = try layout.open(.work)
            for name in try work.names() { try work.remove(name) }
        }
        for step in try await ledger.openSteps() {
            if on("recovery-keeps-prepared"), case .prepared = step { continue }
            if on("recovery-drops-committed"), case .committed(let step) = step {
                try await ledger.finish([step])
                continue
            }
            switch step {
            case .prepared(let step): prepared.append(step)
""",
    ),
    Edit(
        P + "Recovery.swift",
        "        let resent = try await ledger.requeueInterrupted(at: clock.now())\n",
        '        let resent = on("no-requeue") ? 0 : try await ledger.requeueInterrupted(at: clock.now())\n',
    ),
    Edit(
        "Sources/Delivery/Email/MaildirChannel.swift",
        "        if source.isPrivate {\n",
        '        if !on("maildir-in-place"), source.isPrivate {\n',
    ),
    Edit(
        "Sources/Delivery/Email/MaildirChannel.swift",
        "        var copy = try temporary.create(name, mode: 0o600)\n",
        """        if on("maildir-in-place") {
            var copy = try new.create(name, mode: 0o600)
            try copy.write(contentsOf: source)
            _ = try copy.sync()
            return
        }
        var copy = try temporary.create(name, mode: 0o600)
""",
    ),
]


def prepare(copy):
    """Makes a copy of the sources with all mutants in it, asleep. Raises when a rule finds no place or more than one.

    A file that stays as it was is not written again: the next build only compiles what changed."""
    texts = mutated()
    for name in ("Package.swift", "Package.resolved", "Sources", "Tests"):
        source = os.path.join(REPOSITORY, name)
        paths = [source] if os.path.isfile(source) else [
            os.path.join(folder, file) for folder, _, files in os.walk(source) for file in files
        ]
        for path in paths:
            relative = os.path.relpath(path, REPOSITORY)
            if relative not in texts:
                with open(path, "rb") as file:
                    texts[relative] = file.read()
    for part in ("Sources", "Tests"):
        for folder, _, files in os.walk(os.path.join(copy, part)):
            for file in files:
                if os.path.relpath(os.path.join(folder, file), copy) not in texts:
                    os.remove(os.path.join(folder, file))
    for relative, data in texts.items():
        path = os.path.join(copy, relative)
        if os.path.exists(path) and read(path) == data:
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def mutated():
    """The sources that the rules change, by their paths in the repository."""
    texts = {}
    for edit in EDITS:
        if edit.file not in texts:
            texts[edit.file] = read(os.path.join(REPOSITORY, edit.file)).decode()
        found = texts[edit.file].count(edit.old)
        if found != 1:
            raise ValueError(f"{edit.file}: {found} places for the rule that begins: {edit.old.strip()[:80]}")
        texts[edit.file] = texts[edit.file].replace(edit.old, edit.new)
    for path, text in texts.items():
        text = re.sub(r'\bon\("', 'Mutation.on("', text)
        if "\nimport Faults\n" not in "\n" + text:
            text = re.sub(r"^import ", "import Faults\nimport ", text, count=1, flags=re.M)
        texts[path] = text
    texts["Sources/Faults/Mutation.swift"] = SWITCH
    return {path: text.encode() for path, text in texts.items()}


def build(copy):
    """Builds the mutants beside the product; returns their program."""
    command = ["swift", "build", "--package-path", copy, "--product", "chungthuc"]
    built = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if built.returncode:
        raise ValueError("the mutants do not compile:\n" + "\n".join(re.findall(r"^.*error: .*$", built.stdout, re.M)))
    return os.path.join(copy, ".build/debug/chungthuc")


def catch(name, program, place, seed=1):
    """Lets one mutant live through a short day and all its cuts, until something shows that it is broken.

    - Returns: the invariants that caught it, and after how many cuts; none when it got through.
    """
    environment = {"CHUNGTHUC_MUTANT": name}
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    try:
        recorded = recording.record(program, place, environment, day.SHORT)
    except recording.Unsound as unsound:
        return sorted({text.split(":")[0] for text in unsound.violations}), 0, str(unsound)
    except (RuntimeError, OSError, KeyError) as error:
        return ["the day itself"], 0, str(error)
    except subprocess.TimeoutExpired as error:
        return ["no end"], 0, str(error)
    if found := races.newcomer(program, place, environment):
        return found.names(), 0, f"a newcomer: {found[0]}"
    every = [cut for act in recorded for cut in cuts.every(act)]
    random.Random(seed).shuffle(every)
    every.sort(key=lambda cut: not cut.recorded.act.name.startswith(WHERE.get(name, "")))
    tried = 0
    for cut, found in cuts.sweep(every, program, place, environment, 2, 2, stop_at_first=True):
        tried += 1
        if found:
            return found.names(), tried, f"{cut.name}: {found[0]}"
    return [], tried, ""
