package io.dataops.testing.mutation;

import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A process of forked tests, and what it has said. The two speak through a connection of their own on the loopback interface, which
 * opens with a secret that the process gets as its input; so nothing that a test or a process of its own prints can break in.
 */
final class Fork {
    private static final int LOOK_MILLIS = 50;
    private static final String FILTER = ForkedMessage.class.getName() + ";" + ForkedMessage.class.getName()
            + "$*;java.**;!*;maxdepth=100;maxarray=100000000";

    final Process process;
    final BlockingQueue<ForkedMessage> said = new LinkedBlockingQueue<>();
    private final Socket socket;
    private final ObjectOutputStream to;

    private Fork(Process process, Socket socket) throws IOException {
        this.process = process;
        this.socket = socket;
        this.to = new ObjectOutputStream(socket.getOutputStream());
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
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            server.setSoTimeout(LOOK_MILLIS);
            List<String> all = new ArrayList<>(command);
            all.add(String.valueOf(server.getLocalPort()));
            Process process = new ProcessBuilder(all)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Fork fork = null;
            try {
                daemon("forked-tests-output-" + process.pid(), () -> pass(process));
                String secret = UUID.randomUUID().toString();
                try (OutputStream input = process.getOutputStream()) {
                    input.write(secret.getBytes(StandardCharsets.US_ASCII));
                }
                fork = new Fork(process, connected(server, process, secret, limit));
                return fork;
            } finally {
                if (fork == null) {
                    end(process);
                }
            }
        }
    }

    private static Socket connected(ServerSocket server, Process process, String secret, Duration limit)
            throws IOException {
        byte[] expected = secret.getBytes(StandardCharsets.US_ASCII);
        for (long looks = limit.toMillis() / LOOK_MILLIS; looks > 0; looks--) {
            try {
                Socket socket = server.accept();
                socket.setSoTimeout(LOOK_MILLIS * 20);
                if (MessageDigest.isEqual(expected, socket.getInputStream().readNBytes(expected.length))) {
                    socket.setSoTimeout(0);
                    socket.setTcpNoDelay(true);
                    return socket;
                }
                socket.close();
            } catch (SocketTimeoutException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("it ended with exit code " + process.exitValue() + " before it spoke");
                }
            }
        }
        throw new IOException("it did not speak within " + limit);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes on what the process and those that it starts print; all of it goes to the error stream. */
    private static void pass(Process process) {
        try {
            process.getInputStream().transferTo(System.err);
        } catch (IOException over) {
            // The process was ended; what it could not print is lost with it.
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
