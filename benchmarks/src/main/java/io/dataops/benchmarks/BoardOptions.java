package io.dataops.benchmarks;

import java.nio.file.Path;

/**
 * What a board was asked for.
 *
 * @param data the folder of real data, laid out as {@code ../shared/data}
 * @param seconds time limit an instance
 * @param all every instance instead of the default sample
 */
public record BoardOptions(Path data, double seconds, boolean all) {}
