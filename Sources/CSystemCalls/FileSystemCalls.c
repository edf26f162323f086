#define _GNU_SOURCE
#include "FileSystemCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int csys_rename_no_replace(int old_directory, const char *old_name, int new_directory, const char *new_name) {
    return renameat2(old_directory, old_name, new_directory, new_name, RENAME_NOREPLACE);
}

int csys_rename_exchange(int old_directory, const char *old_name, int new_directory, const char *new_name) {
    return renameat2(old_directory, old_name, new_directory, new_name, RENAME_EXCHANGE);
}

int csys_open_folder_below(int directory, const char *path) {
    struct open_how how = {
        .flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
    };
    long opened = syscall(SYS_openat2, directory, path, &how, sizeof how);
    // As open(2) says of a link that is to be a folder and is not to be followed.
    if (opened < 0 && errno == ELOOP) errno = ENOTDIR;
    return (int)opened;
}

int csys_has_writer(int file) {
    // Whoever opens the file while the lease is held breaks it, which is a SIGIO for us; it would end the program.
    signal(SIGIO, SIG_IGN);
    if (fcntl(file, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN ? 1 : -1;
    fcntl(file, F_SETLEASE, F_UNLCK);
    return 0;
}

int csys_is_mount_root(int directory) {
    struct statx status;
    if (statx(directory, "", AT_EMPTY_PATH, 0, &status) != 0) {
        return -1;
    }
    return (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

ssize_t csys_copy_range(int from, off_t offset, int to, size_t count) {
    return copy_file_range(from, &offset, to, NULL, count, 0);
}

int csys_begin_writing(int file, off_t offset, off_t count) {
    return sync_file_range(file, offset, count, SYNC_FILE_RANGE_WRITE);
}

int csys_bypass_cache(int file, int bypass) {
    const int flags = fcntl(file, F_GETFL);
    if (flags < 0) return -1;
    return fcntl(file, F_SETFL, bypass ? flags | O_DIRECT : flags & ~O_DIRECT);
}

int csys_accept(int socket) { return accept4(socket, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK); }

int csys_peer_credentials(int socket, pid_t *process, uid_t *user, gid_t *group) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) {
        return -1;
    }
    *process = credentials.pid;
    *user = credentials.uid;
    *group = credentials.gid;
    return 0;
}
