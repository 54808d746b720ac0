package io.dataops.testing.pit;

import io.dataops.api.InputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Runs PIT on classes that are named, in a process of its own, and reads its verdicts.
 *
 * <p>Defaults: the class path of this process, one thread, ten minutes.
 *
 * <pre>{@code
 * PitReport report = PitMutation.of("com.acme.Cleaning")
 *         .tests("com.acme.CleaningTest")
 *         .reportInto(Path.of("target", "pit"))
 *         .run();
 * PitMutation.of();   // IllegalArgumentException: classes must name at least one class.
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class PitMutation {
    private static final int TAIL = 2_000;

    private final List<String> classes;
    private List<String> tests = List.of();
    private Optional<Path> folder = Optional.empty();
    private List<Path> classPath = List.of();
    private int threads = 1;
    private Duration limit = Duration.ofMinutes(10);

    private PitMutation(List<String> classes) {
        this.classes = classes;
    }

    /**
     * Starts a run.
     *
     * @param classes names of the classes to mutate; {@code *} stands for any characters
     * @return the run
     */
    public static PitMutation of(String... classes) {
        if (classes.length == 0) {
            throw new IllegalArgumentException("classes must name at least one class.");
        }
        return new PitMutation(List.of(classes));
    }

    /**
     * Sets the tests.
     *
     * @param names names of test classes; {@code *} stands for any characters
     * @return this
     */
    public PitMutation tests(String... names) {
        tests = List.of(names);
        return this;
    }

    /**
     * Sets where PIT writes its report.
     *
     * @param newFolder a folder, made if it is not there
     * @return this
     */
    public PitMutation reportInto(Path newFolder) {
        folder = Optional.of(newFolder);
        return this;
    }

    /**
     * Sets the class path of the tests.
     *
     * @param entries folders and jars
     * @return this
     */
    public PitMutation classPath(Path... entries) {
        classPath = List.of(entries);
        return this;
    }

    /**
     * Sets how many mutants run side by side.
     *
     * @param count at least 1
     * @return this
     */
    public PitMutation threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads (" + count + ") must be at least 1.");
        }
        threads = count;
        return this;
    }

    /**
     * Sets how long PIT may run.
     *
     * @param newLimit more than 0
     * @return this
     */
    public PitMutation timeLimit(Duration newLimit) {
        if (newLimit.isZero() || newLimit.isNegative()) {
            throw new IllegalArgumentException("timeLimit (" + newLimit + ") must be more than 0.");
        }
        limit = newLimit;
        return this;
    }

    /**
     * Runs PIT and waits for it; it is ended when the time is over or the thread is interrupted.
     *
     * @return its verdicts
     * @throws IllegalStateException if a folder or tests were not set, PIT is not on the class path, fails or takes too long;
     *     the message has the end of what it said
     */
    public PitReport run() {
        if (tests.isEmpty() || folder.isEmpty()) {
            throw new IllegalStateException(
                    "tests and the folder of the report must be set." + " Maybe call tests(...) and reportInto(...).");
        }
        Path into = folder.get().toAbsolutePath();
        List<String> path = path();
        Path log = into.resolve("pit.log");
        try {
            Files.createDirectories(into);
            Files.deleteIfExists(into.resolve("mutations.xml"));
            Process process = new ProcessBuilder(command(into, path))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IllegalStateException("PIT did not end within " + limit + ".\n" + end(log));
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (!Files.exists(into.resolve("mutations.xml"))) {
                String said = end(log);
                throw new IllegalStateException(
                        said.contains("MutationCoverageReport")
                                ? "No PIT is on the class path. Add org.pitest:pitest-command-line"
                                        + " and org.pitest:pitest-junit5-plugin."
                                : "PIT failed.\n" + said);
            }
            return read(into.resolve("mutations.xml"));
        } catch (IOException e) {
            throw new IllegalStateException("PIT cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted.", e);
        }
    }

    private List<String> path() {
        if (!classPath.isEmpty()) {
            return classPath.stream().map(Path::toString).toList();
        }
        // Surefire hides the class path of the tests behind a jar, and tells it in a property.
        String text = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        return Arrays.stream(text.split(File.pathSeparator))
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private List<String> command(Path into, List<String> path) {
        List<String> out = new ArrayList<>();
        out.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        out.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
        out.add("org.pitest.mutationtest.commandline.MutationCoverageReport");
        out.addAll(List.of("--reportDir", into.toString()));
        out.addAll(List.of("--targetClasses", String.join(",", classes)));
        out.addAll(List.of("--targetTests", String.join(",", tests)));
        out.addAll(List.of("--sourceDirs", into.toString()));
        out.addAll(List.of("--outputFormats", "XML"));
        out.addAll(List.of("--threads", String.valueOf(threads)));
        out.addAll(List.of("--timestampedReports", "false"));
        out.addAll(List.of("--failWhenNoMutations", "false"));
        String code = String.join(
                ",", path.stream().filter(p -> Files.isDirectory(Path.of(p))).toList());
        if (!code.isEmpty()) {
            out.addAll(List.of("--mutableCodePaths", code));
        }
        return out;
    }

    private static String end(Path log) throws IOException {
        String text = Files.exists(log) ? Files.readString(log) : "";
        return text.substring(Math.max(0, text.length() - TAIL));
    }

    private static PitReport read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            NodeList all = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("mutation");
            List<PitMutant> out = new ArrayList<>();
            for (int i = 0; i < all.getLength(); i++) {
                Element one = (Element) all.item(i);
                out.add(new PitMutant(
                        text(one, "mutatedClass"),
                        text(one, "mutatedMethod"),
                        number(text(one, "lineNumber")),
                        text(one, "description"),
                        one.getAttribute("status"),
                        one.getAttribute("detected").equals("true")));
            }
            return new PitReport(out);
        } catch (ParserConfigurationException | SAXException e) {
            throw new InputException(file.toString(), "", "expected the report of PIT: " + e.getMessage(), e);
        }
    }

    private static String text(Element owner, String name) {
        NodeList found = owner.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
