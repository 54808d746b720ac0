package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    private static final Path DATA =
            Path.of(System.getProperty("dataops.data", "../shared/data"), "testing", "ca-models");

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("m.txt"), text);
    }

    @Test
    void readsPict() throws IOException {
        ModelFile file = ModelFiles.pict(file("""
                # volumes
                TYPE:    Single,Span, Stripe (5)
                SIZE:    10,1000,5000
                FSYSTEM: FAT,FAT32,NTFS
                Big: <SIZE>, ~-1
                Low: 1, ~0
                {TYPE, SIZE, FSYSTEM} @ 3

                IF [FSYSTEM] = "FAT" THEN [SIZE] <= 4096;
                IF [FSYSTEM] in {"fat", "FAT32"} or
                   [SIZE] > 4096 THEN [TYPE] <> "Span";
                """));
        assertThat(file.groups()).containsExactly(new StrengthGroup(3, List.of("TYPE", "SIZE", "FSYSTEM")));
        assertThat(file.notes()).isEmpty();
        CoveringArray array = file.request().build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.rows())
                .noneMatch(r -> r.get(2).equals("FAT") && r.get(1).equals("5000"))
                .noneMatch(r -> !r.get(2).equals("NTFS") && r.get(0).equals("Span"))
                .noneMatch(r -> r.get(3).equals("~-1") && r.get(4).equals("~0"))
                .anyMatch(r -> r.get(3).equals("~-1"));
    }

    @Test
    void takesPictWeightsAndAliases() throws IOException {
        ModelFile file = ModelFiles.pict(file("""
                size: 1, 2, 3, 4, 5
                kind: plain, odd (20)
                zone: UTC | GMT | Zulu, CET
                fill: a, b
                """));
        CoveringArray array = file.request().build();
        assertThat(array.check().isComplete()).isTrue();
        long odd = array.rows().stream().filter(r -> r.get(1).equals("odd")).count();
        assertThat(odd).isGreaterThanOrEqualTo(array.size() / 2);
        assertThat(file.aliases()).isEqualTo(Map.of("zone", Map.of("UTC", List.of("UTC", "GMT", "Zulu"))));
        assertThat(file.named(array)).extracting(r -> r.get(2)).contains("UTC", "GMT", "Zulu", "CET");
    }

    @Test
    void readsActs() throws IOException {
        ModelFile file = ModelFiles.acts(file("""
                [System]
                Name: TCAS
                [Parameter]
                alt (int): 0, 1, 2
                flag (boolean): true, false
                mode (enum): A, B, C
                [Relation]
                R1: (alt, flag, mode, 3)
                [Constraint]
                (alt > 0 && flag) => mode != "A"
                -- a comment
                """));
        CoveringArray array = file.request().build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.size()).isEqualTo(16);
    }

    @Test
    void readsCtwedge() throws IOException {
        ModelFile file = ModelFiles.ctwedge(file("""
                Model Phone
                /* two
                   lines */
                Parameters:
                p1: { v1 v2 v3 }
                p2: Boolean;   // yes or no
                p3: [ -1 .. 3 ] step 2
                Constraints:
                  # p1!=v1 OR p2 #
                  # !p2 or
                    p3 == -1 #
                """));
        assertThat(file.model().parameters()).extracting(p -> p.values().size()).containsExactly(3, 2, 3);
        CoveringArray array = file.request().build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.rows())
                .noneMatch(r -> r.get(1).equals("true") && !r.get(2).equals("-1"));
    }

    @Test
    void readsCasa() throws IOException {
        Path constraints = Files.writeString(folder.resolve("c.txt"), "2\n2\n- 0 - 3\n2\n+ 1 - 4\n");
        ModelFile file = ModelFiles.casa(file("2\n3\n2 2 3\n"), constraints);
        assertThat(file.model().constraints()).containsExactly("p1 != 0 or p2 != 1", "p1 = 1 or p3 != 0");
        assertThat(file.request().build().check().isComplete()).isTrue();
    }

    private void fails(Function<Path, ModelFile> reader, String text, String message) throws IOException {
        Path path = file(text);
        assertThatThrownBy(() -> reader.apply(path))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("m.txt")
                .hasMessageContaining(message);
    }

    @Test
    void mistakesHaveLineAndColumn() throws IOException {
        fails(
                ModelFiles::pict,
                "A: 1, 2\nB: x\nIF [A] = 1 THN [B] = \"x\";\n",
                "line 3, column 12: expected then, found THN");
        fails(
                ModelFiles::pict,
                "A: 1, 2\nIF [A] = 1\n  THEN [C] = 2;\n",
                "line 3, column 8: expected a parameter, found C");
        fails(ModelFiles::pict, "A: 1, 2\nIF [A] = 1", "expected ; at the end");
        fails(ModelFiles::pict, "what is this", "line 1, column 1: expected a parameter as name");
        fails(ModelFiles::pict, "A: 1, 1", "value (1) of parameter A is listed twice");
        fails(ModelFiles::pict, "A: 1\n{A, B} @ 2", "parameter (B) is not in the model");
        fails(ModelFiles::pict, "A: 1\n{A} @ x", "expected @ and a number");
        fails(ModelFiles::pict, "", "expected at least one parameter");
        fails(ModelFiles::acts, "a (int): 1, 2", "expected a section");
        fails(ModelFiles::acts, "[Parameter]\na (int): 1, 2\n[Constraint]\n(a > )", "line 4, column");
        fails(ModelFiles::acts, "[Nonsense]", "expected [System]");
        fails(ModelFiles::ctwedge, "Model m\nParameters:\np1: { a b }\nConstraints:\n# p1!=a", "expected # at the end");
        fails(ModelFiles::ctwedge, "Model m\nParameters:\np1: [ 1 .. 999999999 ]", "expected a range of at most");
        fails(ModelFiles::ctwedge, "hello", "line 1, column 1: expected Model");
        fails(
                p -> ModelFiles.casa(p, p),
                "2\n3\n2 2",
                "line 3, column 3: expected the number of values of parameter 3");
        fails(p -> ModelFiles.casa(p, p), "9\n3\n2 2", "expected the strength as a number from 1 to 6, found 9");
        fails(p -> ModelFiles.casa(p, p), "2\n3\n2 2 2 x", "expected the end");
        assertThatThrownBy(() -> ModelFiles.pict(folder.resolve("none"))).isInstanceOf(InputException.class);
        Path binary = Files.write(folder.resolve("m.txt"), new byte[] {(byte) 0xC3, (byte) 0x28, 0});
        assertThatThrownBy(() -> ModelFiles.pict(binary))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void everyRealModelIsReadAndCovered() throws IOException {
        assumeThat(DATA).as("the folder of real models").isDirectory();
        int read = 0;
        try (Stream<Path> all = Files.walk(DATA)) {
            for (Path path : all.sorted().toList()) {
                String name = path.getFileName().toString();
                ModelFile file;
                if (name.endsWith(".ctw")) {
                    file = ModelFiles.ctwedge(path);
                } else if (path.getParent().endsWith("pict-samples") && name.endsWith(".txt")) {
                    file = ModelFiles.pict(path);
                } else if (name.endsWith("_2way.model")) {
                    file = ModelFiles.casa(path, path.resolveSibling(name.replace("_2way.model", ".constraints")));
                } else {
                    continue;
                }
                CoveringArray array = file.request().build();
                assertThat(array.conflict()).as(name).isEmpty();
                assertThat(array.check().isComplete()).as(name).isTrue();
                read++;
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(60);
    }
}
