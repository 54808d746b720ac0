package io.dataops.testing.mutation;

import io.dataops.testing.property.Bytes;
import io.dataops.testing.property.Dataset;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The process of forked tests. It speaks through a connection of its own, so that the standard streams are free for tests and
 * the processes that they start. When the process that started it is gone, the connection ends, and so does it, whatever a test
 * does.
 */
final class ForkedMain {
    /** How the process ends when its memory is full, which leaves none to say so. */
    static final int MEMORY = 52;

    private final ObjectOutputStream out;
    private final BlockingQueue<ForkedMessage> heard = new LinkedBlockingQueue<>();
    private final Object asking = new Object();
    private volatile @Nullable PipelineException refused;

    private ForkedMain(ObjectOutputStream out) {
        this.out = out;
    }

    /** Makes the suite and runs its tests as told; the arguments are the name of its class and a port. */
    public static void main(String[] args) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            if (isMemory(e)) {
                Runtime.getRuntime().halt(MEMORY);
            }
            print(FileDescriptor.err, "in thread " + thread.getName() + ":");
            e.printStackTrace();
        });
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        socket.setTcpNoDelay(true);
        print(FileDescriptor.out, Fork.PORT + socket.getLocalPort());
        ForkedMain main = new ForkedMain(new ObjectOutputStream(new BufferedOutputStream(socket.getOutputStream())));
        main.out.flush();
        Thread listening = new Thread(() -> main.listen(socket), "forked-tests-listening");
        listening.setDaemon(true);
        listening.start();
        List<? extends PipelineTest> tests = main.tests(args[0]);
        main.say(ForkedMessage.of(
                ForkedMessage.Kind.HELLO,
                String.join("\n", tests.stream().map(PipelineTest::name).toList())));
        while (true) {
            main.run(tests.get(Integer.parseInt(main.heard.take().text())));
        }
    }

    private static void print(FileDescriptor stream, String line) {
        PrintStream out = new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
        out.print(line + "\n");
        out.flush();
    }

    private List<? extends PipelineTest> tests(String suite) throws IOException {
        try {
            return ForkedTests.make(Class.forName(suite, false, ForkedMain.class.getClassLoader()));
        } catch (Throwable e) {
            if (isMemory(e)) {
                Runtime.getRuntime().halt(MEMORY);
            }
            e.printStackTrace();
            say(ForkedMessage.of(
                    ForkedMessage.Kind.FAILED,
                    e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : e.toString()));
            Runtime.getRuntime().halt(1);
            throw new IllegalStateException(e);
        }
    }

    private static boolean isMemory(Throwable thrown) {
        int depth = 0;
        for (Throwable e = thrown; e != null && depth < 50; e = e.getCause(), depth++) {
            if (e instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private void listen(Socket socket) {
        try (ObjectInputStream from = new ObjectInputStream(socket.getInputStream())) {
            while (true) {
                heard.add((ForkedMessage) from.readUnshared());
            }
        } catch (OutOfMemoryError full) {
            Runtime.getRuntime().halt(MEMORY);
        } catch (EOFException | SocketException over) {
            Runtime.getRuntime().halt(1);
        } catch (IOException | ClassNotFoundException | RuntimeException | Error broken) {
            broken.printStackTrace();
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
        } catch (Throwable e) {
            if (isMemory(e)) {
                Runtime.getRuntime().halt(MEMORY);
            }
            String message = e.getMessage();
            String text = e instanceof AssertionError && message != null ? message : e.toString();
            say(ForkedMessage.of(
                    isByStep(e) ? ForkedMessage.Kind.RETHROWN : ForkedMessage.Kind.FAILED, e == refused ? "" : text));
        } finally {
            refused = null;
        }
    }

    /** Whether the failure is what a step threw, or has it as its cause. */
    private boolean isByStep(Throwable failure) {
        PipelineException thrown = refused;
        int depth = 0;
        for (Throwable e = failure; thrown != null && e != null && depth < 50; e = e.getCause(), depth++) {
            if (e == thrown) {
                return true;
            }
        }
        return false;
    }

    /** Cells of other types would be refused where they arrive, with less to say. */
    private static void checkTypes(Map<String, Relation> given) {
        given.forEach((name, relation) -> relation.rows().forEach(row -> {
            for (int c = 0; c < row.size(); c++) {
                Object cell = row.get(c);
                Class<?> type = cell == null ? Object.class : cell.getClass();
                while (type.isArray()) {
                    type = type.getComponentType();
                }
                if (!(cell instanceof Bytes
                        || type.isPrimitive()
                        || type.getName().startsWith("java."))) {
                    throw new IllegalArgumentException("column "
                            + relation.columns().get(c) + " of given " + name
                            + " has a " + type.getName() + ", which cannot pass between processes, as only types of the"
                            + " JDK do. Maybe give its parts as numbers, texts or times");
                }
            }
        }));
    }

    /** Has steps computed by the process that started this one. */
    private final class Remote implements QueryingRun {
        @Override
        public Relation result(String step, Map<String, Relation> given) {
            checkTypes(given);
            return answer(ForkedMessage.ask(step, given));
        }

        @Override
        public Relation rows(String sql) {
            return answer(ForkedMessage.of(ForkedMessage.Kind.QUERY, sql));
        }

        private Relation answer(ForkedMessage question) {
            try {
                ForkedMessage answer;
                synchronized (asking) {
                    say(question);
                    answer = heard.take();
                }
                if (answer.kind() == ForkedMessage.Kind.ROWS) {
                    return answer.relations().values().iterator().next();
                }
                PipelineException thrown =
                        new PipelineException(answer.text(), new IllegalStateException(answer.text()));
                refused = thrown;
                throw thrown;
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
