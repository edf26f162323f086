// System calls that Glibc's Swift overlay does not import (GNU extensions and their structures).
#ifndef CHUNGTHUC_FILE_SYSTEM_CALLS_H
#define CHUNGTHUC_FILE_SYSTEM_CALLS_H

#include <sys/types.h>

/// renameat2(2) with RENAME_NOREPLACE. Returns 0, or -1 with errno.
int csys_rename_no_replace(int old_directory, const char *old_name, int new_directory, const char *new_name);

/// renameat2(2) with RENAME_EXCHANGE: each gets the other's name, at once. Returns 0, or -1 with errno.
int csys_rename_exchange(int old_directory, const char *old_name, int new_directory, const char *new_name);

/// Opens a folder below another one: openat2(2), which follows no link in any part of the path and leaves no folder
/// upwards. Returns the descriptor, or -1 with errno; ENOSYS from a kernel before 5.6, ENOTDIR for a link.
int csys_open_folder_below(int directory, const char *path);

/// Whether anybody has a file open for writing, by asking for a read lease and giving it back (fcntl(2)): 1 when so, 0
/// when not; -1 with errno where that cannot be told: another user's file, or a file system without leases.
int csys_has_writer(int file);

/// Whether something is mounted on an open folder (statx(2), STATX_ATTR_MOUNT_ROOT; bind mounts too). 1 or 0, or -1 with
/// errno; a kernel before 5.8 always says 0.
int csys_is_mount_root(int directory);

/// copy_file_range(2): appends up to so many bytes of a file, from an offset, at the other's position, without bringing
/// them into this process; file systems that can let both share the blocks. Returns how many, 0 at the end, or -1 with
/// errno.
ssize_t csys_copy_range(int from, off_t offset, int to, size_t count);

/// Has the kernel begin to bring a part of a file to the medium (sync_file_range(2), SYNC_FILE_RANGE_WRITE). Promises
/// nothing: fsync(2) does. Returns 0, or -1 with errno.
int csys_begin_writing(int file, off_t offset, off_t count);

/// Has what is written to an open file from here on go past the kernel's cache, or through it again (fcntl(2),
/// O_DIRECT). Returns 0, or -1 with errno: EINVAL where the file system cannot.
int csys_bypass_cache(int file, int bypass);

/// The process at the other end of a connected unix domain socket (SO_PEERCRED, unix(7)). Returns 0, or -1 with errno.
int csys_peer_credentials(int socket, pid_t *process, uid_t *user, gid_t *group);

/// accept4(2): the connection does not block and is closed on exec. Returns the descriptor, or -1 with errno.
int csys_accept(int socket);

#endif
