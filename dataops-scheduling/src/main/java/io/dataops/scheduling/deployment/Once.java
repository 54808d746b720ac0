package io.dataops.scheduling.deployment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A setting that may be made one time. */
final class Once {
    private Once() {}

    static <T> Optional<T> set(String what, Optional<T> before, @Nullable T now) {
        if (before.isPresent()) {
            throw new IllegalStateException(Names.shown(what) + " was already set to " + before.get() + ".");
        }
        return Optional.of(Names.given(what, now));
    }
}
