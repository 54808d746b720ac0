package io.dataops.testing.mutation;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A process of forked tests, and what it has said. The two speak through a connection of their own on the loopback interface. Before
 * anything of the suite runs, the process prints the port from which it has connected, and no other is heard; so nothing that a
 * test, a process of its own or a stranger sends can break in.
 */
final class Fork {
    /** What stands before the port in the line that a process prints first. */
    static final String PORT = "forked tests at port ";

    private static final int LOOK_MILLIS = 10;
    private static final String FILTER = ForkedMessage.class.getName() + ";" + ForkedMessage.class.getName()
            + "$*;java.**;!*;maxdepth=100;maxarray=100000000";

    final Process process;
    final BlockingQueue<ForkedMessage> said = new LinkedBlockingQueue<>();
    private final Socket socket;
    private final ObjectOutputStream to;

    private Fork(Process process, Socket socket) throws IOException {
        this.process = process;
        this.socket = socket;
        this.to = new ObjectOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        to.flush();
        daemon("forked-tests-" + process.pid(), this::read);
    }

    /**
     * Starts a process, to whose command its port is added.
     *
     * @param limit how long it may take to speak
     */
    static Fork start(List<String> command, Duration limit) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.setSoTimeout(LOOK_MILLIS);
            List<String> all = new ArrayList<>(command);
            all.add(String.valueOf(server.getLocalPort()));
            Process process = new ProcessBuilder(all)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Fork fork = null;
            try {
                process.getOutputStream().close();
                CompletableFuture<Integer> port = new CompletableFuture<>();
                daemon("forked-tests-output-" + process.pid(), () -> pass(process, port));
                fork = new Fork(process, connected(server, process, port, limit));
                return fork;
            } finally {
                if (fork == null) {
                    end(process);
                }
            }
        }
    }

    private static Socket connected(
            ServerSocket server, Process process, CompletableFuture<Integer> port, Duration limit) throws IOException {
        Map<Integer, Socket> open = new HashMap<>();
        try {
            for (long looks = limit.toMillis() / LOOK_MILLIS; looks > 0; looks--) {
                try {
                    Socket socket = server.accept();
                    open.put(socket.getPort(), socket);
                } catch (SocketTimeoutException notYet) {
                    if (!process.isAlive()) {
                        throw new IOException("it ended with exit code " + process.exitValue() + " before it spoke");
                    }
                }
                Socket own = open.remove(port.getNow(-1));
                if (own != null) {
                    own.setTcpNoDelay(true);
                    return own;
                }
            }
            throw new IOException("it did not speak within " + limit);
        } finally {
            for (Socket stranger : open.values()) {
                stranger.close();
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes on what the process and those that it starts print, but the line with its port, to the error stream. */
    private static void pass(Process process, CompletableFuture<Integer> port) {
        FileOutputStream errors = new FileOutputStream(FileDescriptor.err);
        try {
            InputStream printed = process.getInputStream();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (!port.isDone()) {
                int b = printed.read();
                if (b >= 0) {
                    line.write(b);
                }
                String text = b < 0 || b == '\n' ? line.toString(StandardCharsets.US_ASCII) : "";
                if (text.startsWith(PORT)) {
                    port.complete(Integer.parseInt(text.substring(PORT.length()).strip()));
                } else if (b < 0 || b == '\n') {
                    errors.write(line.toByteArray());
                    line.reset();
                }
                if (b < 0) {
                    return;
                }
            }
            printed.transferTo(errors);
        } catch (IOException | NumberFormatException over) {
            // The process was ended, or is none of ours; nobody waits for what it prints.
        }
    }

    private void read() {
        String why = "";
        try (ObjectInputStream from = new ObjectInputStream(socket.getInputStream())) {
            from.setObjectInputFilter(ObjectInputFilter.Config.createFilter(FILTER));
            while (true) {
                said.add((ForkedMessage) from.readUnshared());
            }
        } catch (EOFException | SocketException over) {
            why = "";
        } catch (InvalidClassException refused) {
            why = "a value of a type that cannot pass between processes: " + refused.getMessage();
        } catch (IOException | ClassNotFoundException | RuntimeException | Error broken) {
            why = broken.toString();
        } finally {
            said.add(ForkedMessage.of(ForkedMessage.Kind.END, why));
        }
    }

    void send(ForkedMessage message) throws IOException {
        to.writeUnshared(message);
        to.reset();
        to.flush();
    }

    void end() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed with the process at the latest.
        }
        end(process);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
