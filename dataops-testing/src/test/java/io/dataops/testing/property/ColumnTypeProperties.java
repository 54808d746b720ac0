package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ColumnTypeProperties {

    @Provide
    Arbitrary<ColumnType> types() {
        return Arbitraries.of(
                Schema.int64(),
                Schema.int64(-3, 10),
                Schema.int64(5, 5),
                Schema.int64(-100, -90),
                Schema.int64(Long.MIN_VALUE, -5),
                Schema.int64(7, Long.MAX_VALUE),
                Schema.decimal(5, 2),
                Schema.decimal(38, 10),
                Schema.decimal(4, 0, "10", "20"),
                Schema.float64(-1e300, 1e300),
                Schema.float64(0.25, 0.75),
                Schema.float64(-2.5, 7),
                Schema.text(0),
                Schema.text(3),
                Schema.text(1_000),
                new ColumnType.Text(13, 60),
                Schema.bool(),
                Schema.date(),
                Schema.timestamp(),
                Schema.time(),
                Schema.time(0),
                new TimeOfDay(LocalTime.of(8, 0, 0, 5), LocalTime.of(17, 30)),
                Schema.zonedTime(java.time.ZoneOffset.ofHoursMinutes(-3, -30)),
                Schema.instant(),
                Schema.instant(ZoneId.of("Europe/Berlin")),
                Schema.instant(ZoneId.of("Australia/Lord_Howe")),
                Schema.uuid(),
                Schema.bytes(0),
                Schema.bytes(2),
                Schema.bytes(9),
                new Binary(7, 8),
                new Binary(16, 16),
                Schema.oneOf("a", "b", 3));
    }

    @Property
    void valuesAreAcceptedDistinctAndNumbered(@ForAll("types") ColumnType type, @ForAll @LongRange(min = 0) long any) {
        long index = any % type.cardinality();
        Object value = type.valueAt(index);
        assertThat(type.accepts(value)).isTrue();
        long back = type.indexOf(value);
        assertThat(back == index || back == -1)
                .as("%s %s %s %s", type, index, value, back)
                .isTrue();
    }

    @Property
    void theFirstValuesAreAllDifferent(@ForAll("types") ColumnType type) {
        Set<Object> seen = new HashSet<>();
        for (long i = 0; i < Math.min(type.cardinality(), 2_000); i++) {
            assertThat(seen.add(type.valueAt(i))).isTrue();
            assertThat(type.indexOf(type.valueAt(i))).isIn(i, -1L);
        }
    }

    @Property
    void edgesAreAccepted(@ForAll("types") ColumnType type) {
        assertThat(type.edges()).isNotEmpty().allMatch(type::accepts);
    }

    @Property
    void randomValuesAreAccepted(@ForAll("types") ColumnType type, @ForAll long stream) {
        CellSource source = RandomValues.of(type, stream, 0.2);
        for (int row = 0; row < 50; row++) {
            Object value = source.at(row);
            assertThat(value != null && type.accepts(value))
                    .as("%s %s", type, value)
                    .isTrue();
        }
    }

    @Property
    void simplerValuesAreAcceptedAndOther(@ForAll("types") ColumnType type, @ForAll long stream) {
        Object value = RandomValues.of(type, stream, 0.2).at(7);
        if (value != null) {
            List<Object> simpler = Reduction.simpler(new Column("c", type, false), value);
            assertThat(simpler).allMatch(type::accepts).doesNotContain(value);
        }
    }

    @Property
    void aPermutationHitsEverythingOnce(@ForAll @IntRange(min = 1, max = 700) int size, @ForAll long seed) {
        Permutation permutation = new Permutation(size, seed);
        boolean[] hit = new boolean[size];
        for (int i = 0; i < size; i++) {
            int to = (int) permutation.at(i);
            assertThat(hit[to]).isFalse();
            hit[to] = true;
        }
    }
}
