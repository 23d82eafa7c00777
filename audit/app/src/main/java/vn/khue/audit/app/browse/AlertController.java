package vn.khue.audit.app.browse;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.audit.app.store.EventSearch;
import vn.khue.web.login.SignedInPerson;

/** {@code GET /alerts}: the newest alerts as JSON, 50 at a time, {@code before} a time for older ones. */
@RestController
final class AlertController {

    private static final int PAGE = 50;

    private final LogRights rights;
    private final EventSearch search;
    private final Readers readers;
    private final AlertWords words;

    AlertController(LogRights rights, EventSearch search, Readers readers, AlertWords words) {
        this.rights = rights;
        this.search = search;
        this.readers = readers;
        this.words = words;
    }

    @GetMapping(path = "/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    List<AlertAnswer> newest(
            SignedInPerson person,
            HttpServletRequest request,
            Locale locale,
            @RequestParam(name = "before", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
                    Instant before) {
        String role = rights.require(person, LogRight.READ_ALERTS);
        return search.alerts(Optional.ofNullable(before), PAGE, readers.of(person, role, request)).stream()
                .map(alert -> AlertAnswer.of(alert, words, locale))
                .toList();
    }
}
