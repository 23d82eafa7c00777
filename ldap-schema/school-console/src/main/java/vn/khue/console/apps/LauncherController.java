package vn.khue.console.apps;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.LocaleResolver;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.PersonGate;
import vn.khue.console.help.HelpAct;
import vn.khue.console.help.HelpDesk;
import vn.khue.console.people.Place;
import vn.khue.console.people.Places;
import vn.khue.web.login.SignedInPerson;

/** The first page of everybody. What others do not answer is missing on it, and said; the rest is there. */
@Controller
@EnableConfigurationProperties(HouseApps.class)
final class LauncherController {

    private static final Logger LOG = LoggerFactory.getLogger(LauncherController.class);

    /** Of how many classes a form teacher is asked about at most: each is a question to the gate. */
    private static final int OWN_CLASSES = 2;

    private final HouseApps house;
    private final OtherApps others;
    private final PersonGate gate;
    private final HelpDesk desk;
    private final Places places;
    private final MessageSource texts;
    private final LocaleResolver language;
    private final Clock clock;

    LauncherController(
            HouseApps house,
            OtherApps others,
            PersonGate gate,
            HelpDesk desk,
            Places places,
            MessageSource texts,
            LocaleResolver language,
            Clock clock) {
        this.house = house;
        this.others = others;
        this.gate = gate;
        this.desk = desk;
        this.places = places;
        this.texts = texts;
        this.language = language;
        this.clock = clock;
    }

    @GetMapping("/")
    String show(HttpServletRequest request, SignedInPerson person, Model model) {
        Locale locale = language.resolveLocale(request);
        boolean pupil = person.has("HOC_SINH");
        List<AppTile> of = new ArrayList<>();
        boolean complete = true;
        try {
            gate.ask(request, token -> others.of(token, locale)).stream()
                    .filter(tile -> !house.has(tile.client()))
                    .forEach(of::add);
        } catch (ConsoleException e) {
            if (e.reason() == ConsoleException.Reason.LOGIN_OVER) {
                throw e;
            }
            LOG.warn("the gate did not say which apps somebody may use: {}", e.getMessage());
            complete = false;
        }
        model.addAttribute("house", house.of(person, texts, locale));
        model.addAttribute("others", of);
        model.addAttribute("complete", complete);
        model.addAttribute("called", called(person.name()));
        model.addAttribute("now", clock.instant());
        if (!pupil) {
            model.addAttribute("nextHelp", next(request, person).orElse(null));
        }
        return pupil ? "pupil" : "launcher";
    }

    /** A help that is not answered is no reason to have no first page. */
    private Optional<NextHelp> next(HttpServletRequest request, SignedInPerson person) {
        if (!person.has("GV_CHU_NHIEM") && !person.has("GIAO_VIEN")) {
            return Optional.empty();
        }
        try {
            return gate.ask(request, token -> {
                List<Place> own = places.classes(desk.mine(token), person).stream()
                        .filter(place -> place.may(HelpAct.RESET_PASSWORD))
                        .toList();
                return own.size() > OWN_CLASSES
                        ? Optional.<NextHelp>empty()
                        : own.stream()
                                .map(place -> new NextHelp(
                                        desk.pupils(token, place.id()).needingHelp(), place.name(), place.path()))
                                .filter(next -> next.people() > 0)
                                .findFirst();
            });
        } catch (ConsoleException e) {
            LOG.warn("the gate did not say whom somebody could help: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The given name stands last. */
    private static String called(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }
}
