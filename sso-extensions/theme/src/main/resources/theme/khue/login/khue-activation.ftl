<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">${msg("khueActivationTitle")}<#elseif section = "form">
<p class="hint">${msg("khueActivationWhat")}</p>
<form class="stack" id="kc-activation-form" method="post" action="${url.loginAction}">
<div class="field"><label for="username">${msg("username")}</label><input id="username" name="username" maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${name!""}"></div>
<div class="field"><label for="code">${msg("khueActivationCode")}</label><p class="hint" id="code-hint">${msg("khueActivationHint")}</p><input id="code" name="code" class="otp" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="code-hint"></div>
<button class="btn go fill">${msg("khueActivationSet")}</button>
<button class="btn fill" name="way" value="passkey">${msg("khueActivationPasskey")}</button>
<a class="btn bare fill" href="${url.loginRestartFlowUrl}">${msg("khueBadgePassword")}</a>
</form>
</#if>
</@layout.registrationLayout>
