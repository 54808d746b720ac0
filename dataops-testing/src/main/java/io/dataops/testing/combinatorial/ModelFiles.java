package io.dataops.testing.combinatorial;

import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads models that other tools understand: PICT, ACTS (text), CTWedge, and CASA.
 *
 * <p>A file is read as UTF-8 and may have up to 20 MB. What cannot be read throws {@link InputException} with line and
 * column; what is read but not taken over is listed in {@link ModelFile#notes()}.
 *
 * <pre>{@code
 * ModelFile file = ModelFiles.pict(Path.of("volume.txt"));
 * CoveringArray array = file.request().build();
 * ModelFiles.pict(Path.of("broken.txt"));   // InputException: broken.txt at line 9, column 17: expected ...
 * }</pre>
 */
public final class ModelFiles {
    private static final long LARGEST = 20_000_000;

    private ModelFiles() {}

    /**
     * Reads a PICT model: parameters, sub-models, constraints, weights, aliases, and negative values marked by {@code ~}.
     *
     * @param file the file
     * @return the model
     * @throws InputException if it cannot be read as one
     */
    public static ModelFile pict(Path file) {
        return new PictReader(file.toString(), text(file)).read();
    }

    /**
     * Reads an ACTS system in its text format: sections {@code [Parameter]}, {@code [Relation]} and {@code [Constraint]}.
     *
     * @param file the file
     * @return the model
     * @throws InputException if it cannot be read as one
     */
    public static ModelFile acts(Path file) {
        return new ActsReader(file.toString(), text(file)).read();
    }

    /**
     * Reads a CTWedge model.
     *
     * @param file the file
     * @return the model
     * @throws InputException if it cannot be read as one
     */
    public static ModelFile ctwedge(Path file) {
        return new CtwedgeReader(file.toString(), text(file)).read();
    }

    /**
     * Reads a CASA model. Parameters are called p1, p2, ..., their values 0, 1, ....
     *
     * @param model the {@code .model} file: strength, number of parameters, number of values of each
     * @param constraints the {@code .constraints} file: clauses over symbols that are numbered across parameters
     * @return the model
     * @throws InputException if it cannot be read as one
     */
    public static ModelFile casa(Path model, Path constraints) {
        return CasaReader.read(model.toString(), text(model), constraints.toString(), text(constraints));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InputException(file.toString(), "", "is larger than " + LARGEST + " bytes");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (MalformedInputException e) {
            throw new InputException(file.toString(), "", "is not UTF-8 text", e);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    static String place(int line, int column) {
        return "line " + line + ", column " + column;
    }
}
