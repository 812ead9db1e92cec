import { Icon, type IconName } from "./icon";

export interface Tab {
  title: string;
  href: string;
  current: boolean;
  icon?: IconName;
}

/** Links between the parts of a page, which have addresses of their own. */
export function Tabs(props: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? "page" : undefined}>
          {tab.icon && <Icon name={tab.icon} />}
          {tab.title}
        </a>
      ))}
    </nav>
  );
}
