// Nothing leaves this computer, and how to check that: offline, the policy itself, what is kept, the fingerprint.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "./dialog.tsx";
import { useWords } from "./language.ts";
import { nameOf } from "./lookups.ts";

/** What the page found out about itself. */
export interface PrivacyFacts {
  /** The policy as it stands in the page; null = none. */
  policy: string | null;
  /** SHA-256 of the page's own source; null = cannot be read from here; undefined = being computed. */
  hash: string | null | undefined;
  /** Remembered layouts; null = the browser keeps nothing for us. */
  layouts: number | null;
}

export interface PrivacyProps {
  facts: PrivacyFacts;
  onForget: () => void;
  onClose: () => void;
}

export function PrivacyDialog({ facts, onForget, onClose }: PrivacyProps): JSX.Element {
  const { privacy } = useWords().panels;
  const [forgotten, setForgotten] = useState(false);
  return (
    <Dialog title={privacy.title} onClose={onClose}>
      <div class="privacy stack">
        <p>{privacy.lead}</p>
        <h3>{privacy.offline.title}</h3>
        <p>{privacy.offline.text}</p>
        <h3>{privacy.policy.title}</h3>
        <p>{facts.policy === null ? privacy.policy.none : privacy.policy.text}</p>
        {facts.policy !== null && <Policy text={facts.policy} />}
        <h3>{privacy.kept.title}</h3>
        <Kept layouts={facts.layouts} />
        <h3>{privacy.hash.title}</h3>
        <Fingerprint hash={facts.hash} />
        <h3>{privacy.limits.title}</h3>
        <p>{privacy.limits.text}</p>
        <div class="row">
          <button
            type="button"
            class="button"
            onClick={() => {
              onForget();
              setForgotten(true);
            }}
          >
            {privacy.forget}
          </button>
          <span class="small second" role="status">
            {forgotten ? privacy.forgotten : privacy.forgetHint}
          </span>
        </div>
      </div>
    </Dialog>
  );
}

function Policy({ text }: { text: string }): JSX.Element {
  const { privacy } = useWords().panels;
  const rules = text.split(";").map((rule) => rule.trim()).filter((rule) => rule !== "");
  return (
    <dl class="policy">
      {rules.map((rule) => (
        <div key={rule}>
          <dt>
            <code>{rule}</code>
          </dt>
          <dd class="small second">{nameOf(privacy.policy.rules, rule.split(/\s/)[0] ?? "", "")}</dd>
        </div>
      ))}
    </dl>
  );
}

function Kept({ layouts }: { layouts: number | null }): JSX.Element {
  const { kept } = useWords().panels.privacy;
  const lines: [string, string][] = [
    [kept.file, kept.fileWhere],
    [kept.settings, kept.settingsWhere],
    [kept.layouts, layouts === null ? kept.refused : kept.layoutsWhere(layouts)],
    [kept.saved, kept.savedWhere],
    [kept.cookies, kept.cookiesWhere],
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{kept.what}</th>
          <th scope="col">{kept.where}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([what, where]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{where}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fingerprint({ hash }: { hash: string | null | undefined }): JSX.Element {
  const words = useWords().panels.privacy.hash;
  if (hash === undefined) return <p role="status">{words.computing}</p>;
  return (
    <>
      {hash !== null && (
        <>
          <p>{words.text}</p>
          <p>
            <code>{hash}</code>
          </p>
        </>
      )}
      <p>{hash === null ? words.unreadable : words.how}</p>
      <ul class="commands">
        {words.commands.map((command) => (
          <li key={command}>
            <code>{command}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
