package vn.khue.console.school;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where and when badges of a school work. Immutable.
 *
 * @param networks in CIDR notation
 * @param hours days with school, Monday first
 * @param devices in use or waiting for their code, newest first
 */
public record BadgePlaces(List<String> networks, List<Day> hours, List<Device> devices) {

    /** A day of the week, 1 is Monday; HH:mm, Asia/Ho_Chi_Minh. */
    public record Day(int weekday, String opens, String closes) {}

    /**
     * A device of the school.
     *
     * @param enrolled when its code was typed on it; empty while it waits for that
     * @param until how long its code is good
     */
    public record Device(UUID id, String label, Optional<Instant> enrolled, Instant until) {}

    /** A device that was just entered, with the code to be typed on it; shown once. */
    public record NewDevice(UUID id, String code) {

        /** Keeps the code to itself. */
        @Override
        public String toString() {
            return "NewDevice[" + id + "]";
        }
    }

    public BadgePlaces {
        networks = List.copyOf(networks);
        hours = List.copyOf(hours);
        devices = List.copyOf(devices);
    }

    /** All seven days; a day without school has empty times. */
    public List<Day> week() {
        return java.util.stream.IntStream.rangeClosed(1, 7)
                .mapToObj(weekday -> hours.stream()
                        .filter(day -> day.weekday() == weekday)
                        .findFirst()
                        .orElse(new Day(weekday, "", "")))
                .toList();
    }
}
