<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header"><#if enrolled>${msg("khueDeviceDone")}<#else>${msg("khueDeviceTitle")}</#if><#elseif section = "form">
<#if enrolled>
<p id="enrolled">${msg("khueDeviceAfter")}</p>
<#else>
<p>${msg("khueDeviceWhat")}</p>
<form class="stack" id="kc-device-form" method="post">
<div class="field"><label for="code">${msg("khueDeviceCode")}</label><p class="hint" id="code-hint">${msg("khueDeviceHint")}</p><input id="code" name="code" class="otp" maxlength="16" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus aria-describedby="code-hint"></div>
<button class="btn go fill">${msg("khueDeviceEnrol")}</button>
</form>
</#if>
</#if>
</@layout.registrationLayout>
