package vn.khue.sso.badge;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where and when badges of a school work: networks, enrolled devices, hours, windows of classes. */
final class SchoolPlaces {
    private static final String DEVICE_KIND = "DEVICE";
    private static final String CLAIM_KIND = "CLAIM";

    private final BadgeSql sql;
    private final BadgeHash hash;

    SchoolPlaces(BadgeSql sql, BadgeHash hash) {
        this.sql = sql;
        this.hash = hash;
    }

    boolean inNetworkOf(String unit, InetAddress address) {
        return sql
                .all("select cidr from khue_badge_network where unit = ?", found -> found.getString("cidr"), unit)
                .stream()
                .flatMap(cidr -> Network.of(cidr).stream())
                .anyMatch(network -> network.contains(address));
    }

    List<String> networksOf(String unit) {
        return sql.all(
                "select cidr from khue_badge_network where unit = ? order by cidr",
                found -> found.getString("cidr"),
                unit);
    }

    /**
     * A device of the school.
     *
     * @param enrolled when its code was typed on it; empty while it waits for that
     * @param until how long the code is good
     */
    record Device(UUID id, String label, Optional<Instant> enrolled, Instant until) {}

    /** Devices that nobody revoked: those in use, and those whose code is still good; newest first, the most that a school shows. */
    List<Device> devicesOf(String unit, Instant now, int most) {
        return sql.all(
                "select id, label, claimed_at, claim_until from khue_badge_device where unit = ? and revoked_at is null"
                        + " and (claimed_at is not null or claim_until > ?) order by claim_until desc, id limit ?",
                found -> new Device(
                        found.getObject("id", UUID.class),
                        found.getString("label"),
                        found.getObject("claimed_at") == null
                                ? Optional.empty()
                                : Optional.of(BadgeSql.instant(found, "claimed_at")),
                        BadgeSql.instant(found, "claim_until")),
                unit,
                now,
                most);
    }

    void setNetworks(String unit, Set<String> cidrs) {
        sql.write("delete from khue_badge_network where unit = ?", unit);
        cidrs.forEach(cidr -> sql.write("insert into khue_badge_network (unit, cidr) values (?, ?)", unit, cidr));
    }

    SchoolHours hoursOf(String unit) {
        return new SchoolHours(sql.all(
                "select weekday, opens, closes from khue_badge_hours where unit = ?",
                found -> new SchoolHours.Day(found.getInt("weekday"), found.getInt("opens"), found.getInt("closes")),
                unit));
    }

    void setHours(String unit, SchoolHours hours) {
        sql.write("delete from khue_badge_hours where unit = ?", unit);
        hours.days()
                .forEach(day -> sql.write(
                        "insert into khue_badge_hours (unit, weekday, opens, closes) values (?, ?, ?, ?)",
                        unit,
                        day.weekday(),
                        day.opens(),
                        day.closes()));
    }

    boolean windowIsOpen(List<String> classes, Instant now) {
        return classes.stream()
                .anyMatch(id -> sql.first(
                                "select 1 from khue_badge_window where class_group = ? and ends_at > ?",
                                found -> found.getInt(1),
                                id,
                                now)
                        .isPresent());
    }

    void openWindow(String classGroup, UUID by, Instant ends) {
        sql.write(
                "insert into khue_badge_window (class_group, opened_by, ends_at) values (?, ?, ?) on conflict (class_group)"
                        + " do update set opened_by = excluded.opened_by, ends_at = excluded.ends_at",
                classGroup,
                by,
                ends);
    }

    void closeWindow(String classGroup) {
        sql.write("delete from khue_badge_window where class_group = ?", classGroup);
    }

    /** Writes a device that becomes one only when the code is typed on it. */
    void enrol(UUID device, String unit, String label, UUID by, String code, Instant until) {
        sql.write(
                "insert into khue_badge_device (id, unit, label, enrolled_by, claim_hash, claim_until)"
                        + " values (?, ?, ?, ?, ?, ?)",
                device,
                unit,
                label,
                by,
                hash.of(CLAIM_KIND, code),
                until);
    }

    /** The cookie for the device on which the code was typed, once and in time. */
    Optional<String> claim(String code, Instant now) {
        return sql.first(
                        "update khue_badge_device set claimed_at = ? where claim_hash = ? and claim_until > ?"
                                + " and claimed_at is null and revoked_at is null returning id",
                        found -> found.getObject("id", UUID.class),
                        now,
                        hash.of(CLAIM_KIND, code),
                        now)
                .map(device -> device + "." + hash.of(DEVICE_KIND, device.toString()));
    }

    boolean revoke(String unit, UUID device, Instant now) {
        return sql.write(
                        "update khue_badge_device set revoked_at = ? where id = ? and unit = ? and revoked_at is null",
                        now,
                        device,
                        unit)
                == 1;
    }

    /** The school's device that sent this cookie, if we signed it and nobody revoked it. */
    Optional<UUID> device(String unit, String cookie) {
        String[] parts = cookie.split("\\.", 2);
        if (parts.length != 2 || !parts[0].matches("[0-9a-f-]{36}")) {
            return Optional.empty();
        }
        if (!BadgeHash.same(hash.of(DEVICE_KIND, parts[0]), parts[1])) {
            return Optional.empty();
        }
        return sql.first(
                "select id from khue_badge_device where id = ? and unit = ? and claimed_at is not null"
                        + " and revoked_at is null",
                found -> found.getObject("id", UUID.class),
                UUID.fromString(parts[0]),
                unit);
    }
}
