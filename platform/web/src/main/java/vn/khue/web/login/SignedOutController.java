package vn.khue.web.login;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where the gate sends the browser after the logout: a page that needs no login, or the logout would be a login. */
@Controller
public final class SignedOutController {

    @GetMapping("/signed-out")
    String show() {
        return "khue/signed-out";
    }
}
