package vn.khue.audit.app.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khue.audit.app.compliance.Catalogue;
import vn.khue.audit.app.compliance.ControlStanding;
import vn.khue.audit.app.incident.Incident;
import vn.khue.audit.app.request.DataRequest;

/**
 * What a report says, without any person.
 *
 * @param entries of the ledger by day of storing
 * @param alerts by rule, most first
 * @param incidents that were found or not over in the span
 * @param catalogues each with the controls as they stand when the report is made
 * @param requests received or not over in the span
 * @param review of rights that was signed last
 */
record ReportNumbers(
        ReportSpan span,
        Instant made,
        SortedMap<LocalDate, Long> entries,
        List<OfRule> alerts,
        List<OfUnit> units,
        List<Incident> incidents,
        List<OfCatalogue> catalogues,
        List<DataRequest> requests,
        Optional<Review> review,
        Hosts hosts,
        LedgerState ledger) {

    ReportNumbers {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        alerts = List.copyOf(alerts);
        units = List.copyOf(units);
        incidents = List.copyOf(incidents);
        catalogues = List.copyOf(catalogues);
        requests = List.copyOf(requests);
    }

    /** Alerts of one rule, and what became of them. */
    record OfRule(
            String rule,
            String level,
            long all,
            long truePositive,
            long falsePositive,
            long benign,
            long duplicate,
            long open) {}

    /** @param unit id */
    record OfUnit(String unit, long alerts) {}

    record OfCatalogue(Catalogue catalogue, List<ControlStanding> controls) {

        OfCatalogue {
            controls = List.copyOf(controls);
        }
    }

    record Review(long number, Instant signedAt, long accounts, long unused, long removed) {}

    /** Computers that Wazuh watches. */
    record Hosts(long all, long here, long assessed, Optional<Integer> least) {}

    /**
     * The ledger when the report was made.
     *
     * @param proven whether signature and newest entry were checked against the files and hold
     */
    record LedgerState(String origin, long size, String root, boolean proven) {}
}
