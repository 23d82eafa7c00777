package vn.khue.audit.app.timestamp;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.audit.ledger.TimestampFiles;

/** {@code /log/timestamps/}: the index, and by day a signed checkpoint and the token over it. Hashes and signatures, and nothing of anybody. */
@RestController
final class TimestampController {

    private final TimestampFiles files;

    TimestampController(TimestampFiles files) {
        this.files = files;
    }

    @GetMapping("/log/timestamps/{name:[0-9a-z.-]{1,32}}")
    ResponseEntity<byte[]> file(@PathVariable("name") String name) {
        CacheControl cache = name.equals("index")
                ? CacheControl.noCache()
                : CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        return files.read(name)
                .map(bytes -> ResponseEntity.ok()
                        .cacheControl(cache)
                        .contentType(
                                name.endsWith(".tst")
                                        ? MediaType.parseMediaType("application/vnd.etsi.timestamp-token")
                                        : MediaType.parseMediaType("text/plain;charset=utf-8"))
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
