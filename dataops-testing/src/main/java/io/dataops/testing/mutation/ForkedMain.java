package io.dataops.testing.mutation;

import io.dataops.testing.property.Dataset;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process of forked tests. It speaks through its standard streams, which the tests do not get: what they print goes to the
 * error stream. When the process that started it is gone, its input ends, and so does it, whatever a test does.
 */
final class ForkedMain {
    /** How the process ends when its memory is full, which leaves none to say so. */
    static final int MEMORY = 52;

    private final ObjectOutputStream out;
    private final BlockingQueue<ForkedMessage> heard = new LinkedBlockingQueue<>();

    private ForkedMain(ObjectOutputStream out) {
        this.out = out;
    }

    /** Makes the suite and runs its tests as told; the argument is the name of its class. */
    public static void main(String[] args) throws Exception {
        InputStream in = new FileInputStream(FileDescriptor.in);
        ForkedMain main = new ForkedMain(
                new ObjectOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))));
        main.out.flush();
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        Thread listening = new Thread(() -> main.listen(in), "forked-tests-listening");
        listening.setDaemon(true);
        listening.start();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            if (e instanceof OutOfMemoryError) {
                Runtime.getRuntime().halt(MEMORY);
            }
        });
        List<? extends PipelineTest> tests = ForkedTests.make(Class.forName(args[0]));
        main.say(ForkedMessage.of(
                ForkedMessage.Kind.HELLO,
                String.join("\n", tests.stream().map(PipelineTest::name).toList())));
        while (true) {
            main.run(tests.get(Integer.parseInt(main.heard.take().text())));
        }
    }

    private void listen(InputStream in) {
        try (ObjectInputStream from = new ObjectInputStream(in)) {
            while (true) {
                heard.add((ForkedMessage) from.readUnshared());
            }
        } catch (IOException | ClassNotFoundException | RuntimeException | Error over) {
            Runtime.getRuntime().halt(1);
        }
    }

    private synchronized void say(ForkedMessage message) throws IOException {
        out.writeUnshared(message);
        out.reset();
        out.flush();
    }

    private void run(PipelineTest test) throws IOException {
        try {
            test.check(new Remote());
            say(ForkedMessage.of(ForkedMessage.Kind.PASSED, ""));
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(MEMORY);
        } catch (Throwable e) {
            String message = e.getMessage();
            String text = e instanceof AssertionError && message != null ? message : e.toString();
            say(ForkedMessage.of(ForkedMessage.Kind.FAILED, text));
        }
    }

    /** Has steps computed by the process that started this one. */
    private final class Remote implements QueryingRun {
        @Override
        public Relation result(String step, Map<String, Relation> given) {
            return answer(ForkedMessage.ask(step, given));
        }

        @Override
        public Relation rows(String sql) {
            return answer(ForkedMessage.of(ForkedMessage.Kind.QUERY, sql));
        }

        private Relation answer(ForkedMessage question) {
            try {
                say(question);
                ForkedMessage answer = heard.take();
                if (answer.kind() == ForkedMessage.Kind.ROWS) {
                    return answer.relations().values().iterator().next();
                }
                throw new PipelineException(answer.text(), new IllegalStateException(answer.text()));
            } catch (IOException e) {
                throw new IllegalStateException("the rows cannot be passed on: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the test was interrupted.", e);
            }
        }

        @Override
        public Relation result(String step, Dataset sources) {
            return result(step, Workspace.relations(sources));
        }
    }
}
