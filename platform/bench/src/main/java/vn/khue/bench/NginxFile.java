package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** nginx serving one file of given bytes, as it would be set up for that: two workers, sendfile, open files kept. */
final class NginxFile implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            master_process on;
            worker_processes 2;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events { worker_connections 256; }
            http {
                access_log off;
                sendfile on;
                tcp_nopush on;
                keepalive_requests 100000;
                open_file_cache max=100;
                default_type application/ocsp-response;
                client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                server {
                    listen 127.0.0.1:%2$d;
                    root %1$s/files;
                    expires 1h;
                }
            }
            """;

    private final Process process;
    private final int port;
    private final String version;

    NginxFile(Path folder, byte[] content) throws IOException {
        Path program = Commands.peer("nginx", "nginx-light");
        port = SigningService.freePort();
        Path files = Files.createDirectories(folder.resolve("nginx/files"));
        Files.write(files.resolve("answer"), content);
        Path configuration = folder.resolve("nginx/nginx.conf");
        Files.writeString(configuration, String.format(Locale.ROOT, CONFIGURATION, folder.resolve("nginx"), port));
        // As root nginx gives its workers another user, who must reach the file.
        Commands.output(folder, "chmod", "-R", "a+rX", folder.toString());
        version = Commands.output(folder, program.toString(), "-v").strip().replaceFirst(".*: ", "");
        process = new ProcessBuilder(program.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx/output.log").toFile())
                .start();
    }

    String address() {
        return "http://127.0.0.1:" + port + "/answer";
    }

    String version() {
        return version;
    }

    @Override
    public void close() {
        Commands.end(process);
    }
}
