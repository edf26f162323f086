"""A disk that forgets: what a power cut may leave after a prefix of recorded system calls.

The model promises less than any file system in use: a file's bytes survive only by fsync of the file, a name only by
fsync of its folder, and nothing else makes either durable. So it stands for a ledger on a disk of its own, too.
"""

import os
import random
import shutil
import stat

import trace


class File:
    def __init__(self, mode, data=b"", durable=True):
        self.mode = mode
        self.live = bytearray(data)
        self.durable = bytes(data) if durable else b""
        # Writes and truncations since the last fsync.
        self.pending = []
        # Of `live`, made once for all trees that hold it.
        self.copy = bytes(data)

    def write(self, offset, data):
        _apply(self.live, offset, data)
        self.pending.append((offset, data))
        self.copy = None

    def truncate(self, size):
        self.write(size, None)

    @property
    def content(self):
        if self.copy is None:
            self.copy = bytes(self.live)
        return self.copy

    def sync(self):
        self.durable, self.pending = self.content, []

    def after(self, chance):
        """The bytes after a cut; chance chooses which unsynced writes reached the disk."""
        if not self.pending or chance is None:
            return self.durable
        content = bytearray(self.durable)
        for offset, data in self.pending:
            if chance.random() < 0.5:
                continue
            if data and chance.random() < 0.2:
                data = data[: chance.randrange(len(data))]
            _apply(content, offset, data)
        return bytes(content)


class Folder:
    def __init__(self, mode):
        self.mode = mode
        self.live, self.durable = {}, {}
        # Names put and taken since the last fsync, with the time and, for a rename, where the name was before.
        self.pending = []

    def put(self, name, node, now, before=None):
        self.live[name] = node
        self.pending.append((now, name, node, before))

    def take(self, name, now):
        self.pending.append((now, name, None, None))
        return self.live.pop(name, None)

    def sync(self):
        # A rename is one change on the disk: with the new name, the old one is gone. Not the other way round.
        for _, _, node, before in self.pending:
            if before and before[0].durable.get(before[1]) is node:
                del before[0].durable[before[1]]
        self.durable, self.pending = dict(self.live), []

    def after(self, moment):
        """The names after a cut: unsynced changes until a moment reached the disk, in their order."""
        names = dict(self.durable)
        for now, name, node, _ in self.pending:
            if now > moment:
                break
            if node is None:
                names.pop(name, None)
            else:
                names[name] = node
        return names


def _apply(content, offset, data):
    """Writes data at an offset, or cuts or fills up to it."""
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data


class Disk:
    """The folder tree below one root; everything in it at the beginning is durable."""

    def __init__(self, root, image, ignored_syncs=()):
        """
        - root: the path that the recorded calls name.
        - image: the tree at the beginning.
        - ignored_syncs: for broken variants of the protocol: `file`, `folder`, `ledger`.
        """
        self.root = root
        self.offsets = {}
        self.now = 0
        self.ignored_syncs = ignored_syncs
        self.top = _thaw(image)

    def _node(self, path):
        if path == self.root:
            return self.top
        if not path.startswith(self.root + "/"):
            return None
        node = self.top
        for part in path[len(self.root) + 1 :].split("/"):
            node = node.live.get(part) if isinstance(node, Folder) else None
        return node

    def _place(self, path):
        parent, name = os.path.split(os.path.normpath(path))
        return self._node(parent), name

    def apply(self, call):
        """- Returns: whether the call changed this tree, or made something of it durable."""
        self.now += 1
        handler = getattr(self, "_" + call.name, None)
        if handler is None:
            touched = [a for a in call.arguments if ("<" in a or a.startswith('"')) and self.root in trace.text(a)]
            if touched:
                raise NotImplementedError(f"{call.name} in the workspace is not modelled")
            return False
        return bool(handler(call, call.arguments))

    @staticmethod
    def _path(folder, name):
        name = trace.text(name)
        return name if name.startswith("/") else trace.text(folder) + "/" + name

    def _openat(self, call, arguments):
        path, flags = self._path(arguments[0], arguments[1]), arguments[2].split("|")
        if not path.startswith(self.root + "/"):
            return False
        self.offsets[call.result] = 0
        folder, name = self._place(path)
        if "O_CREAT" in flags and name not in folder.live:
            folder.put(name, File(int(arguments[3], 8) & ~0o022, durable=False), self.now)
            return True
        if "O_TRUNC" in flags:
            self._node(path).truncate(0)
            return True
        return False

    def _open(self, call, arguments):
        return self._openat(call, [f"AT_FDCWD<{os.getcwd()}>"] + arguments)

    def _file(self, token):
        if "<" not in token:
            return None
        node = self._node(trace.text(token))
        return node if isinstance(node, File) else None

    def _write(self, call, arguments):
        file, number = self._file(arguments[0]), int(arguments[0].split("<")[0])
        if file is None:
            return False
        file.write(self.offsets[number], trace.data(arguments[1])[: call.result])
        self.offsets[number] += call.result
        return True

    def _pwrite64(self, call, arguments):
        file = self._file(arguments[0])
        if file is None:
            return False
        file.write(int(arguments[3]), trace.data(arguments[1])[: call.result])
        return True

    def _copy_file_range(self, call, arguments):
        source, file, number = self._file(arguments[0]), self._file(arguments[2]), int(arguments[2].split("<")[0])
        if file is None:
            return False
        start = int(arguments[1].strip("[]"))
        file.write(self.offsets[number], bytes(source.live[start : start + call.result]))
        self.offsets[number] += call.result
        return True

    def _sync_file_range(self, call, arguments):
        # Begins what nobody may rely on.
        return False

    def _ftruncate(self, call, arguments):
        file = self._file(arguments[0])
        if file is None:
            return False
        file.truncate(int(arguments[1]))
        return True

    def _fsync(self, call, arguments):
        path = trace.text(arguments[0])
        node = self._node(path)
        if node is None:
            return False
        kind = "folder" if isinstance(node, Folder) else "ledger" if "ledger.sqlite" in path else "file"
        if kind not in self.ignored_syncs:
            node.sync()
        return True

    _fdatasync = _fsync

    def _renameat2(self, call, arguments):
        old, new = self._path(arguments[0], arguments[1]), self._path(arguments[2], arguments[3])
        (source, old_name), (target, new_name) = self._place(old), self._place(new)
        if source is None and target is None:
            return False
        target.put(new_name, source.take(old_name, self.now), self.now, before=(source, old_name))
        return True

    _renameat = _renameat2

    def _rename(self, call, arguments):
        here = f"AT_FDCWD<{os.getcwd()}>"
        return self._renameat2(call, [here, arguments[0], here, arguments[1]])

    def _linkat(self, call, arguments):
        old, new = self._path(arguments[0], arguments[1]), self._path(arguments[2], arguments[3])
        file, (target, new_name) = self._node(old), self._place(new)
        if target is None:
            return False
        target.put(new_name, file, self.now)
        return True

    def _unlinkat(self, call, arguments):
        folder, name = self._place(self._path(arguments[0], arguments[1]))
        # Sockets are not in the model: no program finds them after a cut.
        return folder is not None and folder.take(name, self.now) is not None

    def _unlink(self, call, arguments):
        return self._unlinkat(call, [f"AT_FDCWD<{os.getcwd()}>"] + arguments)

    def _mkdirat(self, call, arguments):
        folder, name = self._place(self._path(arguments[0], arguments[1]))
        if folder is None:
            return False
        folder.put(name, Folder(int(arguments[2], 8) & ~0o022), self.now)
        return True

    def _mkdir(self, call, arguments):
        return self._mkdirat(call, [f"AT_FDCWD<{os.getcwd()}>"] + arguments)

    def _fchmod(self, call, arguments):
        if file := self._file(arguments[0]):
            file.mode = int(arguments[1], 8)
        return False

    # What a power cut, or the end of the process, leaves

    def image(self, view, seed=0):
        """The tree as `killed` (everything is there), `strict` (only what was synced) or `random` leaves it: names as a
        journal that got so far, and some of the unsynced writes."""
        if view == "killed":
            return _freeze(self.top, lambda node: node.live if isinstance(node, Folder) else node.content)
        chance = random.Random(seed) if view == "random" else None
        moment = chance.randint(0, self.now) if chance else 0
        return _freeze(self.top, lambda node: node.after(moment if isinstance(node, Folder) else chance))


def _thaw(image):
    mode, content = image
    if isinstance(content, bytes):
        return File(mode, content)
    folder = Folder(mode)
    folder.live = {name: _thaw(child) for name, child in content.items()}
    folder.durable = dict(folder.live)
    return folder


def _freeze(node, view):
    if isinstance(node, File):
        return (node.mode, view(node))
    return (node.mode, {name: _freeze(child, view) for name, child in sorted(view(node).items())})


def restore(image, path):
    """Makes a tree of files, in place of what stood there."""
    shutil.rmtree(path, ignore_errors=True)
    _restore(image, path)


def _restore(image, path):
    mode, content = image
    if isinstance(content, bytes):
        with open(path, "wb") as file:
            file.write(content)
    else:
        os.mkdir(path)
        for name, child in content.items():
            # The index of the write-ahead log lives in memory; no cut leaves one that counts.
            if not name.endswith("-shm"):
                _restore(child, os.path.join(path, name))
    os.chmod(path, mode)


def capture(path):
    """The image of a tree as it stands; sockets are left out."""
    status = os.lstat(path)
    if stat.S_ISREG(status.st_mode):
        with open(path, "rb") as file:
            return (status.st_mode & 0o7777, file.read())
    children = {}
    for name in sorted(os.listdir(path)):
        child = os.path.join(path, name)
        if not stat.S_ISSOCK(os.lstat(child).st_mode):
            children[name] = capture(child)
    return (status.st_mode & 0o7777, children)
