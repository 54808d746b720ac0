package io.dataops.scheduling.deployment;

import java.util.Optional;

/** A setting that may be made one time. */
final class Once {
    private Once() {}

    static <T> Optional<T> set(String what, Optional<T> before, T now) {
        if (before.isPresent()) {
            throw new IllegalStateException(Names.shown(what) + " was already set to " + before.get() + ".");
        }
        return Optional.of(now);
    }
}
