package vn.khue.signing.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khue.signing.rights.ActingPerson;

/** The front door leads to where the person's work is. */
@Controller
public class HomeController {
    private final Navigation navigation;

    public HomeController(Navigation navigation) {
        this.navigation = navigation;
    }

    @GetMapping("/")
    public String home(ActingPerson person) {
        return "redirect:" + navigation.home(person);
    }
}
