/** Small drawings; what they mean is always said in words beside them. */
const Icon = ({ path }: { path: string }) => (
  <svg className="svg" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path
      d={path}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export const BellIcon = () => <Icon path="M4 11V7a4 4 0 0 1 8 0v4l1 1.5H3zM6.8 14.2h2.4" />;
export const EyeIcon = () => (
  <Icon path="M1.5 8S4 3.5 8 3.5 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600z" />
);
export const HomeIcon = () => <Icon path="M2.500 7.500 8 2.500l5.500 5M4 6.800V13.500h8V6.800" />;
export const ChatIcon = () => <Icon path="M2.500 3.500h11v7.500H7l-3 2.500V11H2.500z" />;
export const ListIcon = () => <Icon path="M2.500 4h11M2.500 8h11M2.500 12h11" />;
export const PulseIcon = () => <Icon path="M1.500 8.500h3l2-5 3 9 2-4h3" />;
export const PeopleIcon = () => (
  <Icon path="M6 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM1.500 13.500c0-2.500 2-4 4.500-4s4.500 1.500 4.500 4M11 3a2.300 2.300 0 0 1 0 4.400M12 9.800c1.600.5 2.500 1.900 2.500 3.700" />
);
export const ReplyIcon = () => <Icon path="M6.500 4 2.500 8l4 4M2.500 8h7a4 4 0 0 1 4 4v.5" />;
export const FileIcon = () => (
  <Icon path="M4 1.500h5.500L13 5v9.500H4zM9.500 1.500V5H13M6.500 8.500h4M6.500 11h4" />
);
export const LikeIcon = () => (
  <Icon path="M2 7.500h2.500v6H2zM4.500 7.500l2.700-5a1.600 1.600 0 0 1 2 1.900L8.700 6.500h4a1.300 1.300 0 0 1 1.300 1.600l-1 4.400a1.300 1.300 0 0 1-1.300 1H4.500" />
);
