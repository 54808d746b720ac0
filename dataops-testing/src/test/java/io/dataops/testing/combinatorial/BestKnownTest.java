package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestKnownTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("tables.csv"), text);
    }

    private static CoveringArrays.Builder uniform(int columns) {
        CoveringArrays.Builder out = CoveringArrays.builder();
        for (int c = 0; c < columns; c++) {
            out.parameter("p" + c, 1, 2, 3);
        }
        return out;
    }

    @Test
    void aLineHoldsForAllNumbersOfParametersUpToItsOwn() throws IOException {
        BestKnown tables =
                BestKnown.read(file("t,v,k_max,N,source\n2,3,4,9,\"a, b\"\n2,3,5,12\n2,3,6,11\n\n3,2,4,8,x\n"));
        assertThat(tables.rows(2, 3, 2)).hasValue(9);
        assertThat(tables.rows(2, 3, 4)).hasValue(9);
        assertThat(tables.rows(2, 3, 5)).hasValue(11);
        assertThat(tables.rows(2, 3, 7)).isEmpty();
        assertThat(tables.rows(2, 9, 2)).isEmpty();
        assertThat(tables.gap(uniform(4).build())).hasValue(0);
        CoveringArray five = uniform(5).build();
        assertThat(tables.gap(five)).hasValue(five.size() - 11);
    }

    @Test
    void whatIsNotTabledHasNoGap() throws IOException {
        BestKnown tables = BestKnown.read(file("t,v,k,N\n2,3,40,20\n"));
        assertThat(tables.gap(uniform(4).parameter("more", 1, 2).build())).isEmpty();
        assertThat(tables.gap(uniform(4).constraint("p0 != p1").build())).isEmpty();
        assertThat(tables.gap(uniform(4).group(3, "p0", "p1", "p2").build())).isEmpty();
        assertThat(tables.gap(uniform(4).strength(3).build())).isEmpty();
    }

    @Test
    void mistakesHaveTheirLine() throws IOException {
        Path words = file("t,v,k,N\n2,3,4,9\ntwo,3,4,9\n");
        assertThatThrownBy(() -> BestKnown.read(words))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at line 3: expected strength, values, parameters and rows, found two");
        assertThatThrownBy(() -> BestKnown.read(folder.resolve("none.csv")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot be read");
    }
}
