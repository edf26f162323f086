#define _GNU_SOURCE
#include "Confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int csys_leave_namespaces(void) {
    return unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS);
}

int csys_drop_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3];
    memset(none, 0, sizeof none);
    return (int)syscall(SYS_capset, &header, none);
}

// The first bits of each version of the interface; Debian 12's headers know two versions, newer kernels more.
#define FIRST_BITS(count) (((uint64_t)1 << (count)) - 1)

static uint64_t file_rights(int version) {
    switch (version) {
    case 1: return FIRST_BITS(13);
    case 2: return FIRST_BITS(14);
    case 3:
    case 4: return FIRST_BITS(15);
    default: return FIRST_BITS(16);
    }
}

static int allow_reading(int rules, const char *path) {
    int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = place,
    };
    int result = (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    if (result != 0 && errno == EINVAL) {
        // A file has no entries to list.
        rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
        result = (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(place);
    return result;
}

int csys_confine_files(const char *const *readable, size_t count) {
    int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return -1;
    // struct landlock_ruleset_attr of the newest kernels: TCP since version 4, signals and abstract sockets since 6.
    struct {
        uint64_t files;
        uint64_t network;
        uint64_t scopes;
    } handled = {file_rights(version), FIRST_BITS(2), FIRST_BITS(2)};
    size_t size = sizeof handled.files * (version < 4 ? 1 : version < 6 ? 2 : 3);
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (rules < 0) return -1;
    int result = 0;
    for (size_t index = 0; index < count && result == 0; ++index) result = allow_reading(rules, readable[index]);
    if (result == 0) result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
    int cause = errno;
    close(rules);
    errno = cause;
    return result;
}
