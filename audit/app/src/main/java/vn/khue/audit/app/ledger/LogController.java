package vn.khue.audit.app.ledger;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.audit.ledger.LogFiles;
import vn.khue.audit.ledger.TilePath;

/**
 * The log, read only (C2SP tlog-tiles): {@code /log/checkpoint} and {@code /log/tile/}. The checkpoint must be fresh. Tiles
 * of hashes never change and may be kept for ever by anybody. Bundles of entries hold the acts of persons: who may have them
 * is said with the paths of this service, and no cache keeps them.
 */
@RestController
final class LogController {

    private static final String PREFIX = "/log/";
    private static final MediaType CHECKPOINT = MediaType.parseMediaType("text/plain;charset=utf-8");

    private final LogFiles files;

    LogController(LogFiles files) {
        this.files = files;
    }

    @GetMapping("/log/checkpoint")
    ResponseEntity<byte[]> checkpoint() throws IOException {
        return answer(files.checkpoint(), CHECKPOINT, CacheControl.noCache());
    }

    /** With the cosignatures of witnesses; it lags a little behind. */
    @GetMapping("/log/checkpoint.witnessed")
    ResponseEntity<byte[]> witnessed() throws IOException {
        return answer(files.witnessed(), CHECKPOINT, CacheControl.noCache());
    }

    @GetMapping("/log/tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) throws IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length() + PREFIX.length());
        Optional<TilePath> tile = TilePath.parse(path);
        if (tile.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        CacheControl cache = tile.get().level() == TilePath.ENTRIES
                ? CacheControl.noStore()
                : CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        return answer(files.tile(tile.get()), MediaType.APPLICATION_OCTET_STREAM, cache);
    }

    private static ResponseEntity<byte[]> answer(Optional<byte[]> file, MediaType type, CacheControl cache) {
        return file.map(bytes -> ResponseEntity.ok()
                        .cacheControl(cache)
                        .contentType(type)
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
